package org.lanewise.verification;

import java.util.List;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;
import org.lanewise.mlp.data.Dataset;

/** A network with every kind of layer, and the data of the run whose bits {@link DigestedTraining} digests. */
enum DigestedNetwork {
    /** With a product of 2²⁴ multiply-adds, forward and twice backward: parts enough for 16 threads. */
    WIDE(24, 256, 512, 129, 64, 613),
    /** For JVMs in which a vector operation takes microseconds. */
    NARROW(12, 33, 40, 17, 7, 31);

    /** All kinds of losses, whose gradients the digest covers. */
    static final List<Loss> LOSSES = List.of(
            Loss.SUM_OF_SQUARES,
            Loss.MEAN_OF_SQUARES,
            Loss.ABSOLUTE_ERROR,
            Loss.huber(0.3f),
            Loss.BINARY_CROSS_ENTROPY,
            Loss.SOFTMAX_CROSS_ENTROPY,
            Loss.softmaxCrossEntropy(0.1f, 1, 2, 0.5f, 1, 1, 3, 1, 0.7f, 1, 1));

    private static final int CLASSES = 10;
    private static final int VALIDATION = 70;
    private static final long SEED = 20261123;

    private final int inputWidth;
    private final int first;
    private final int middle;
    private final int last;
    private final int batch;
    private final int samples;

    DigestedNetwork(int inputWidth, int first, int middle, int last, int batch, int samples) {
        this.inputWidth = inputWidth;
        this.first = first;
        this.middle = middle;
        this.last = last;
        this.batch = batch;
        this.samples = samples;
    }

    /** The model before its first step. */
    Mlp model() {
        Mlp model = new Mlp(layers());
        Initialization.HE_NORMAL.apply(model, SEED);
        return model;
    }

    /** A new kind of layer goes before the last line; DigestedTrainingTest names the kinds that are missing. */
    List<Layer> layers() {
        return List.of(
                new Dense(inputWidth, first),
                Activation.RELU,
                new Dropout(0.9f),
                new Dense(first, middle),
                Activation.GELU,
                new Dense(middle, middle),
                new Dropout(0.8f),
                Activation.leakyRelu(0.1f),
                new Dense(middle, 2 * last),
                new Maxout(last, 2),
                Activation.TANH,
                new Dense(last, last),
                Activation.SILU,
                new Dense(last, last),
                Activation.elu(0.7f),
                new Dense(last, last),
                new Prelu(last),
                new Dense(last, last),
                Activation.SOFTPLUS,
                new Dense(last, last),
                Activation.IDENTITY,
                new Prelu(1),
                new Dense(last, last),
                Activation.SIGMOID,
                new Dense(last, CLASSES));
    }

    int batch() {
        return batch;
    }

    /** The last batch of an epoch is smaller than the others. */
    int batchesPerEpoch() {
        return (samples - 1) / batch + 1;
    }

    long seed() {
        return SEED;
    }

    Dataset train() {
        return data(samples, 1);
    }

    Dataset validation() {
        return data(VALIDATION, 2);
    }

    /** Uniform features; the class is the index of the largest of the first ten. */
    private Dataset data(int size, long stream) {
        CounterRandom random = new CounterRandom(SEED, stream);
        float[] features = new float[size * inputWidth];
        int[] labels = new int[size];
        for (int i = 0; i < features.length; i++) {
            features[i] = 2 * random.uniform(i) - 1;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 1; j < CLASSES; j++) {
                if (features[i * inputWidth + j] > features[i * inputWidth + labels[i]]) {
                    labels[i] = j;
                }
            }
        }
        return new Dataset(inputWidth, CLASSES, features, labels);
    }
}
