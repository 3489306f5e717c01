package org.lanewise.jmh.peers;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.Peer;

/** Intel's Math Kernel Library. */
public final class Mkl implements Peer {
    private static final int TEXT_LENGTH = 200;

    /** MKL_THREADING_INTEL: without being told, MKL takes GNU's layer where another library has brought GNU's OpenMP. */
    private static final int THREADING_INTEL = 0;

    /** What the main library looks for in its own folder when it is called: layers, and kernels by instruction set. */
    private static final List<String> PARTS = List.of(
            "libmkl_core.so.3",
            "libmkl_intel_lp64.so.3",
            "libmkl_intel_thread.so.3",
            "libmkl_def.so.3",
            "libmkl_mc3.so.3",
            "libmkl_avx2.so.3",
            "libmkl_avx512.so.3",
            "libmkl_avx10.so.3");

    /** For the service loader. */
    public Mkl() {}

    @Override
    public String name() {
        return "MKL";
    }

    @Override
    public Contestant open(int threads) throws IOException {
        for (String part : PARTS) {
            NativeLibraries.unpack("mkl", part);
        }
        NativeLibraries library = NativeLibraries.load("mkl", "libiomp5.so", "libmkl_rt.so.3");
        library.set("MKL_Set_Threading_Layer", THREADING_INTEL);
        library.set("MKL_Set_Num_Threads", threads);
        return new Cblas(name(), version(library), library);
    }

    private static String version(NativeLibraries library) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(TEXT_LENGTH);
            library.function(
                            "MKL_Get_Version_String",
                            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(text, TEXT_LENGTH - 1);
            return text.getString(0).trim();
        } catch (Throwable e) {
            throw new IllegalStateException("MKL_Get_Version_String", e);
        }
    }
}
