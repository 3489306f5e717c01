package org.lanewise.mlp;

import java.util.Arrays;
import org.lanewise.kernels.CounterRandom;

/**
 * How the weights of a model start: independent random numbers of mean 0, so that no two neurons start equal, with a
 * variance that keeps signals and gradients of about one size through the layers. Biases start at 0.
 *
 * <p>Uniform weights in [−a, a) have the variance a²/3, so the uniform variant of a rule has the variance of the
 * normal one. Normal weights are not truncated; none is beyond 5.8 standard deviations.
 */
public enum Initialization {
    /**
     * Normal, with the standard deviation √(2/fanIn); made for ReLU (He, Zhang, Ren, Sun: Delving Deep into Rectifiers,
     * ICCV 2015, section 2.2).
     */
    HE_NORMAL {
        @Override
        double scale(Dense dense) {
            return Math.sqrt(2.0 / dense.fanIn());
        }

        @Override
        float draw(CounterRandom random, long index) {
            return random.normal(index);
        }
    },
    /** Uniform in ±√(6/fanIn): the variance of {@link #HE_NORMAL}. */
    HE_UNIFORM {
        @Override
        double scale(Dense dense) {
            return Math.sqrt(6.0 / dense.fanIn());
        }

        @Override
        float draw(CounterRandom random, long index) {
            return symmetricUniform(random, index);
        }
    },
    /**
     * Normal, with the standard deviation √(2/(fanIn + fanOut)); made for tanh (Glorot, Bengio: Understanding the
     * difficulty of training deep feedforward neural networks, AISTATS 2010, equation 12).
     */
    GLOROT_NORMAL {
        @Override
        double scale(Dense dense) {
            return Math.sqrt(2.0 / ((double) dense.fanIn() + dense.fanOut()));
        }

        @Override
        float draw(CounterRandom random, long index) {
            return random.normal(index);
        }
    },
    /** Uniform in ±√(6/(fanIn + fanOut)) (the same paper, equation 16). */
    GLOROT_UNIFORM {
        @Override
        double scale(Dense dense) {
            return Math.sqrt(6.0 / ((double) dense.fanIn() + dense.fanOut()));
        }

        @Override
        float draw(CounterRandom random, long index) {
            return symmetricUniform(random, index);
        }
    },
    /**
     * Uniform in ±1/√fanIn, the older rule of thumb (LeCun, Bottou, Orr, Müller: Efficient BackProp, 1998, section
     * 4.6, keeps to the same order; Glorot and Bengio's equation 1).
     */
    FAN_IN_UNIFORM {
        @Override
        double scale(Dense dense) {
            return 1 / Math.sqrt(dense.fanIn());
        }

        @Override
        float draw(CounterRandom random, long index) {
            return symmetricUniform(random, index);
        }
    };

    /** The factor of the drawn numbers. */
    abstract double scale(Dense dense);

    /** A number of mean 0 and fixed spread. */
    abstract float draw(CounterRandom random, long index);

    /**
     * Overwrites all parameters of a model: weights with random numbers, biases with 0, slopes of PReLU with
     * {@link Prelu#INITIAL_SLOPE}. The numbers of a layer depend
     * on the seed, the layer's index and its widths only, and are the same everywhere.
     *
     * @param model the model
     * @param seed any value
     */
    public void apply(Mlp model, long seed) {
        float[] parameters = model.parameters();
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense dense) {
                CounterRandom random = RandomStreams.initialization(seed, i);
                float scale = (float) scale(dense);
                int weights = model.weightsOffset(i);
                int bias = model.biasOffset(i);
                for (int w = weights; w < bias; w++) {
                    parameters[w] = scale * draw(random, w - weights);
                }
                Arrays.fill(parameters, bias, bias + dense.fanOut(), 0);
            } else if (model.layers().get(i) instanceof Prelu prelu) {
                int slopes = model.slopesOffset(i);
                Arrays.fill(parameters, slopes, slopes + prelu.slopes(), Prelu.INITIAL_SLOPE);
            }
        }
    }

    // In [−1, 1), exact: a multiple of 2⁻²³.
    private static float symmetricUniform(CounterRandom random, long index) {
        return 2 * random.uniform(index) - 1;
    }
}
