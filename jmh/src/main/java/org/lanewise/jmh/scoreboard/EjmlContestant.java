package org.lanewise.jmh.scoreboard;

import java.util.Arrays;
import java.util.List;
import org.ejml.EjmlVersion;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/** EJML's row-major float product, which chooses its own algorithm by shape. */
public final class EjmlContestant implements Contestant {
    private final int threads;

    /**
     * EJML on some threads.
     *
     * @param threads how many, at least 1
     */
    public EjmlContestant(int threads) {
        this.threads = threads;
        if (threads > 1) {
            EjmlConcurrency.setMaxThreads(threads);
        }
    }

    @Override
    public String name() {
        return "EJML";
    }

    @Override
    public Kind kind() {
        return Kind.EJML;
    }

    @Override
    public String description() {
        return EjmlVersion.VERSION + ", " + threads + " thread(s)";
    }

    @Override
    public List<Product> prepare(Operands operands) {
        return List.of(new MultProduct(operands, threads > 1));
    }

    private static final class MultProduct implements Product {
        private final FMatrixRMaj a;
        private final FMatrixRMaj b;
        private final FMatrixRMaj c;
        private final String how;
        private final Multiplication multiplication;

        MultProduct(Operands operands, boolean threaded) {
            Shape shape = operands.shape();
            this.a = new FMatrixRMaj(
                    shape.transposedA() ? shape.k() : shape.m(),
                    shape.lda(),
                    true,
                    operands.a().clone());
            this.b = new FMatrixRMaj(
                    shape.transposedB() ? shape.n() : shape.k(),
                    shape.ldb(),
                    true,
                    operands.b().clone());
            this.c = new FMatrixRMaj(shape.m(), shape.n());
            Arrays.fill(c.data, Float.NaN);
            if (shape.transposedA() && shape.transposedB()) {
                how = "multTransAB";
                multiplication = threaded ? CommonOps_MT_FDRM::multTransAB : CommonOps_FDRM::multTransAB;
            } else if (shape.transposedA()) {
                how = "multTransA";
                multiplication = threaded ? CommonOps_MT_FDRM::multTransA : CommonOps_FDRM::multTransA;
            } else if (shape.transposedB()) {
                how = "multTransB";
                multiplication = threaded ? CommonOps_MT_FDRM::multTransB : CommonOps_FDRM::multTransB;
            } else {
                how = "mult";
                multiplication = threaded ? CommonOps_MT_FDRM::mult : CommonOps_FDRM::mult;
            }
        }

        @Override
        public String how() {
            return how;
        }

        @Override
        public void run(int times) {
            for (int i = 0; i < times; i++) {
                multiplication.multiply(a, b, c);
            }
        }

        @Override
        public float[] result() {
            return c.data.clone();
        }

        @Override
        public void close() {}
    }

    private interface Multiplication {
        FMatrixRMaj multiply(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c);
    }
}
