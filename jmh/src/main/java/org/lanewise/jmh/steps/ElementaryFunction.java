package org.lanewise.jmh.steps;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.kernels.Activations;
import org.lanewise.kernels.Elementary;

/** An elementary function by Lanewise, and by what the JDK's vectors offer for it. */
enum ElementaryFunction {
    /** eˣ. */
    EXP {
        @Override
        void lanewise(float[] x, float[] y) {
            Elementary.exp(x.length, x, 0, y, 0);
        }

        @Override
        void jdk(float[] x, float[] y) {
            for (int i = 0; i < F.loopBound(x.length); i += F.length()) {
                FloatVector.fromArray(F, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
            }
        }

        @Override
        double exact(double x) {
            return Math.exp(x);
        }
    },
    /** tanh x. */
    TANH {
        @Override
        void lanewise(float[] x, float[] y) {
            Activations.tanh(x.length, x, 0, y, 0);
        }

        @Override
        void jdk(float[] x, float[] y) {
            for (int i = 0; i < F.loopBound(x.length); i += F.length()) {
                FloatVector.fromArray(F, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
            }
        }

        @Override
        double exact(double x) {
            return Math.tanh(x);
        }
    },
    /** 1/(1 + e⁻ˣ). */
    SIGMOID {
        @Override
        void lanewise(float[] x, float[] y) {
            Activations.sigmoid(x.length, x, 0, y, 0);
        }

        @Override
        void jdk(float[] x, float[] y) {
            FloatVector one = FloatVector.broadcast(F, 1);
            for (int i = 0; i < F.loopBound(x.length); i += F.length()) {
                one.div(FloatVector.fromArray(F, x, i)
                                .neg()
                                .lanewise(VectorOperators.EXP)
                                .add(one))
                        .intoArray(y, i);
            }
        }

        @Override
        double exact(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    };

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    /** By Lanewise. */
    abstract void lanewise(float[] x, float[] y);

    /** By the JDK; the length is to be a multiple of the vector's. */
    abstract void jdk(float[] x, float[] y);

    /** In double precision. */
    abstract double exact(double x);
}
