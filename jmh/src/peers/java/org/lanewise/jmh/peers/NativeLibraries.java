package org.lanewise.jmh.peers;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** A folder of libraries out of one of JavaCPP's jars, and the functions of the one that counts. */
final class NativeLibraries {
    private static final int RTLD_NOW = 2;
    private static final long LONGEST_TEXT = 4096;

    private final SymbolLookup functions;

    private NativeLibraries(SymbolLookup functions) {
        this.functions = functions;
    }

    /**
     * Unpacks and loads, all symbols bound.
     *
     * @param artifact such as {@code openblas}
     * @param files libraries in the order of loading: what others need first, the one that counts last
     */
    @SuppressWarnings("restricted")
    static NativeLibraries load(String artifact, String... files) throws IOException {
        SymbolLookup last = null;
        for (String name : files) {
            Path file = unpack(artifact, name);
            bind(file);
            last = SymbolLookup.libraryLookup(file, Arena.global());
        }
        return new NativeLibraries(last);
    }

    // Java binds a library's symbols when they are first used. By then MKL has made its own visible to all: PyTorch
    // would run on MKL's sgemm_. So they are bound here, before MKL comes.
    @SuppressWarnings("restricted")
    private static void bind(Path file) throws IOException {
        MethodHandle open = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("dlopen"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        MemorySegment library;
        try (Arena arena = Arena.ofConfined()) {
            library = (MemorySegment) open.invokeExact(arena.allocateFrom(file.toString()), RTLD_NOW);
        } catch (Throwable e) {
            throw new IllegalStateException("dlopen", e);
        }
        if (library.equals(MemorySegment.NULL)) {
            throw new IOException(file + " (expected: a library that this system can load)");
        }
    }

    /** Puts a library into the folder where {@link #load} puts this artifact's, and no more. */
    static Path unpack(String artifact, String name) throws IOException {
        String resource = "/org/bytedeco/" + artifact + "/" + Loader.getPlatform() + "/" + name;
        File file = Loader.cacheResource(Loader.class, resource);
        if (file == null) {
            throw new FileNotFoundException(resource + " (expected: on the class path)");
        }
        return file.toPath();
    }

    MemorySegment address(String function) {
        return functions.findOrThrow(function);
    }

    /** A function that is called now and then. */
    @SuppressWarnings("restricted")
    MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(address(name), type);
    }

    /** The C string that a function without arguments returns. */
    String text(String function) {
        return memory(function, LONGEST_TEXT).getString(0);
    }

    /** The memory that a function without arguments points to, as long as the caller knows it to be. */
    @SuppressWarnings("restricted")
    MemorySegment memory(String function, long bytes) {
        try {
            MethodHandle handle = function(function, FunctionDescriptor.of(ValueLayout.ADDRESS));
            return ((MemorySegment) handle.invokeExact()).reinterpret(bytes);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    /** Calls a function with one int. */
    void set(String function, int value) {
        try {
            function(function, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)).invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }
}
