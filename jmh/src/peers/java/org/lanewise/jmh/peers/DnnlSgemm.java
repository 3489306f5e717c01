package org.lanewise.jmh.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Shape;

/** oneDNN's product in the manner of BLAS, row-major. */
final class DnnlSgemm extends NativeProduct {
    @SuppressWarnings("restricted")
    private static final MethodHandle SGEMM = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_FLOAT, ADDRESS,
                            JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_FLOAT, ADDRESS, JAVA_LONG),
                    Linker.Option.critical(false));

    private final MemorySegment function;

    DnnlSgemm(Operands operands, NativeLibraries library) {
        super("sgemm", operands);
        this.function = library.address("dnnl_sgemm");
    }

    @Override
    protected void run(int times, Shape s, MemorySegment a, MemorySegment b, MemorySegment c) throws Throwable {
        byte transA = (byte) (s.transposedA() ? 'T' : 'N');
        byte transB = (byte) (s.transposedB() ? 'T' : 'N');
        long m = s.m();
        long n = s.n();
        long k = s.k();
        long lda = s.lda();
        long ldb = s.ldb();
        for (int i = 0; i < times; i++) {
            int status = (int) SGEMM.invokeExact(function, transA, transB, m, n, k, 1f, a, lda, b, ldb, 0f, c, n);
            DnnlEngine.expectSuccess("dnnl_sgemm", status);
        }
    }
}
