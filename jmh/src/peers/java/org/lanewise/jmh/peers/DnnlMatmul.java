package org.lanewise.jmh.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Shape;

/** oneDNN's matmul primitive, made for one shape and run on plain row-major memory. */
final class DnnlMatmul extends NativeProduct {
    @SuppressWarnings("restricted")
    private static final MethodHandle EXECUTE = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
                    Linker.Option.critical(false));

    private final DnnlEngine engine;
    private final MemorySegment function;
    private DnnlEngine.Matmul matmul;

    DnnlMatmul(Operands operands, DnnlEngine engine) {
        super("matmul", operands);
        this.engine = engine;
        this.function = engine.execute();
    }

    @Override
    protected void run(int times, Shape shape, MemorySegment a, MemorySegment b, MemorySegment c) throws Throwable {
        if (matmul == null) {
            matmul = engine.matmul(shape, a, b, c);
        }
        MemorySegment primitive = matmul.primitive();
        MemorySegment stream = engine.stream();
        MemorySegment arguments = matmul.arguments();
        for (int i = 0; i < times; i++) {
            int status = (int) EXECUTE.invokeExact(function, primitive, stream, DnnlEngine.ARGUMENTS, arguments);
            DnnlEngine.expectSuccess("dnnl_primitive_execute", status);
        }
    }

    @Override
    public void close() {
        if (matmul != null) {
            matmul.close();
        }
        super.close();
    }
}
