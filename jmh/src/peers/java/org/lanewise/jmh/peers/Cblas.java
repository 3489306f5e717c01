package org.lanewise.jmh.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Product;
import org.lanewise.jmh.scoreboard.Shape;

/** A library with C's BLAS interface: the product, and for one row or one column also matrix times vector. */
final class Cblas implements Contestant {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    /** Takes the function's address first, so that one constant handle serves every library. */
    private static final MethodHandle SGEMM = handle(FunctionDescriptor.ofVoid(
            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS,
            JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT));

    private static final MethodHandle SGEMV = handle(FunctionDescriptor.ofVoid(
            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_FLOAT,
            ADDRESS, JAVA_INT));

    private final String name;
    private final String description;
    private final MemorySegment sgemm;
    private final MemorySegment sgemv;

    Cblas(String name, String description, NativeLibraries library) {
        this.name = name;
        this.description = description;
        this.sgemm = library.address("cblas_sgemm");
        this.sgemv = library.address("cblas_sgemv");
    }

    // Critical: the thread stays in its Java state, as cheap a call as there is.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(type, Linker.Option.critical(false));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.NATIVE;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Product> prepare(Operands operands) {
        List<Product> ways = new ArrayList<>();
        ways.add(new MatrixProduct(operands, sgemm));
        if (operands.shape().n() == 1 || operands.shape().m() == 1) {
            ways.add(new VectorProduct(operands, sgemv));
        }
        return ways;
    }

    private static final class MatrixProduct extends NativeProduct {
        private final MemorySegment function;

        MatrixProduct(Operands operands, MemorySegment function) {
            super("sgemm", operands);
            this.function = function;
        }

        @Override
        protected void run(int times, Shape s, MemorySegment a, MemorySegment b, MemorySegment c) throws Throwable {
            int transA = s.transposedA() ? TRANSPOSED : PLAIN;
            int transB = s.transposedB() ? TRANSPOSED : PLAIN;
            for (int i = 0; i < times; i++) {
                SGEMM.invokeExact(
                        function, ROW_MAJOR, transA, transB, s.m(), s.n(), s.k(), 1f, a, s.lda(), b, s.ldb(), 0f, c,
                        s.n());
            }
        }
    }

    /** C = op(A)·b if C is one column, Cᵀ = op(B)ᵀ·aᵀ if it is one row. */
    private static final class VectorProduct extends NativeProduct {
        private final MemorySegment function;

        VectorProduct(Operands operands, MemorySegment function) {
            super("sgemv", operands);
            this.function = function;
        }

        @Override
        protected void run(int times, Shape s, MemorySegment a, MemorySegment b, MemorySegment c) throws Throwable {
            boolean column = s.n() == 1;
            MemorySegment matrix = column ? a : b;
            MemorySegment vector = column ? b : a;
            boolean transposed = column ? s.transposedA() : !s.transposedB();
            int outputs = column ? s.m() : s.n();
            int rows = transposed ? s.k() : outputs;
            int columns = transposed ? outputs : s.k();
            int trans = transposed ? TRANSPOSED : PLAIN;
            for (int i = 0; i < times; i++) {
                SGEMV.invokeExact(
                        function, ROW_MAJOR, trans, rows, columns, 1f, matrix, columns, vector, 1, 0f, c, 1);
            }
        }
    }
}
