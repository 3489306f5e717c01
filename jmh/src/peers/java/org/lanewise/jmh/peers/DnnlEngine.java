package org.lanewise.jmh.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.jmh.scoreboard.Shape;

/** oneDNN's processor, and the primitives made for it. The numbers are those of its C header {@code dnnl_types.h}. */
final class DnnlEngine {
    /** {@code dnnl_version_t}, its first three fields. */
    static final long VERSION_BYTES = 3 * Integer.BYTES;

    /** Source, weights, destination. */
    static final int ARGUMENTS = 3;

    private static final int CPU = 1;
    private static final int IN_ORDER = 1;
    private static final int F32 = 3;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 17;
    private static final int WEIGHTS = 33;

    /** {@code dnnl_exec_arg_t}: an int, padding, a pointer. */
    private static final long ARGUMENT_BYTES = 16;

    private final NativeLibraries library;
    private final MemorySegment engine;
    private final MemorySegment stream;

    DnnlEngine(NativeLibraries library) {
        this.library = library;
        FunctionDescriptor engineCreate = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
        this.engine = create("dnnl_engine_create", engineCreate, CPU, 0L);
        FunctionDescriptor streamCreate = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        this.stream = create("dnnl_stream_create", streamCreate, engine, IN_ORDER);
    }

    MemorySegment stream() {
        return stream;
    }

    MemorySegment execute() {
        return library.address("dnnl_primitive_execute");
    }

    static void expectSuccess(String function, int status) {
        if (status != 0) {
            throw new IllegalStateException(function + ": status " + status + " (expected: 0)");
        }
    }

    /** A primitive ready to run, and what it holds. */
    record Matmul(MemorySegment primitive, MemorySegment arguments, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /** Makes the product of plain matrices at the given addresses. */
    Matmul matmul(Shape s, MemorySegment a, MemorySegment b, MemorySegment c) {
        Arena arena = Arena.ofShared();
        MemorySegment aLayout = layout(arena, s.m(), s.k(), s.lda(), s.transposedA());
        MemorySegment bLayout = layout(arena, s.k(), s.n(), s.ldb(), s.transposedB());
        MemorySegment cLayout = layout(arena, s.m(), s.n(), s.n(), false);
        MemorySegment description = create(
                "dnnl_matmul_primitive_desc_create",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                engine,
                aLayout,
                bLayout,
                MemorySegment.NULL,
                cLayout,
                MemorySegment.NULL);
        MemorySegment primitive = create(
                "dnnl_primitive_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), description);
        List<MemorySegment> memories = new ArrayList<>(List.of(memory(aLayout, a), memory(bLayout, b), memory(cLayout, c)));
        MemorySegment arguments = arena.allocate(ARGUMENTS * ARGUMENT_BYTES, Long.BYTES);
        int[] roles = {SOURCE, WEIGHTS, DESTINATION};
        for (int i = 0; i < ARGUMENTS; i++) {
            arguments.set(JAVA_INT, i * ARGUMENT_BYTES, roles[i]);
            arguments.set(ADDRESS, i * ARGUMENT_BYTES + Long.BYTES, memories.get(i));
        }
        return new Matmul(primitive, MemorySegment.ofAddress(arguments.address()), () -> {
            destroy("dnnl_primitive_destroy", primitive);
            destroy("dnnl_primitive_desc_destroy", description);
            memories.forEach(memory -> destroy("dnnl_memory_destroy", memory));
            List.of(aLayout, bLayout, cLayout).forEach(layout -> destroy("dnnl_memory_desc_destroy", layout));
            arena.close();
        });
    }

    private MemorySegment layout(Arena arena, long rows, long columns, long leading, boolean transposed) {
        MemorySegment sizes = arena.allocateFrom(JAVA_LONG, rows, columns);
        MemorySegment strides =
                transposed ? arena.allocateFrom(JAVA_LONG, 1, leading) : arena.allocateFrom(JAVA_LONG, leading, 1);
        return create(
                "dnnl_memory_desc_create_with_strides",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS),
                2,
                sizes,
                F32,
                strides);
    }

    private MemorySegment memory(MemorySegment layout, MemorySegment data) {
        return create(
                "dnnl_memory_create",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                layout,
                engine,
                data);
    }

    // Every maker of oneDNN's returns a status and puts what it made where its first argument points.
    private MemorySegment create(String function, FunctionDescriptor type, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ADDRESS);
            List<Object> all = new ArrayList<>(List.of(made));
            all.addAll(List.of(arguments));
            expectSuccess(function, (int) library.function(function, type).invokeWithArguments(all));
            return made.get(ADDRESS, 0);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    private void destroy(String function, MemorySegment what) {
        try {
            int status = (int) library.function(function, FunctionDescriptor.of(JAVA_INT, ADDRESS))
                    .invokeExact(what);
            expectSuccess(function, status);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }
}
