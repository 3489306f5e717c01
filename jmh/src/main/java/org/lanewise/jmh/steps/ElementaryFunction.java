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
        void lanewise(int length, float[] data, int x, int y) {
            Elementary.exp(length, data, x, data, y);
        }

        @Override
        void jdk(int length, float[] data, int x, int y) {
            for (int i = 0; i < length; i += F.length()) {
                FloatVector.fromArray(F, data, x + i)
                        .lanewise(VectorOperators.EXP)
                        .intoArray(data, y + i);
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
        void lanewise(int length, float[] data, int x, int y) {
            Activations.tanh(length, data, x, data, y);
        }

        @Override
        void jdk(int length, float[] data, int x, int y) {
            for (int i = 0; i < length; i += F.length()) {
                FloatVector.fromArray(F, data, x + i)
                        .lanewise(VectorOperators.TANH)
                        .intoArray(data, y + i);
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
        void lanewise(int length, float[] data, int x, int y) {
            Activations.sigmoid(length, data, x, data, y);
        }

        @Override
        void jdk(int length, float[] data, int x, int y) {
            FloatVector one = FloatVector.broadcast(F, 1);
            for (int i = 0; i < length; i += F.length()) {
                one.div(FloatVector.fromArray(F, data, x + i)
                                .neg()
                                .lanewise(VectorOperators.EXP)
                                .add(one))
                        .intoArray(data, y + i);
            }
        }

        @Override
        double exact(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    };

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    /** By Lanewise: from index x of the data to index y. */
    abstract void lanewise(int length, float[] data, int x, int y);

    /** By the JDK, likewise; the length is to be a multiple of the vector's. */
    abstract void jdk(int length, float[] data, int x, int y);

    /** In double precision. */
    abstract double exact(double x);
}
