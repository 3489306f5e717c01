package org.lanewise.mlp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.data.Dataset;

/**
 * Brings the code of a training to compiled speed: trains a small network with the same kinds of layers, loss and
 * optimizer on random numbers. HotSpot compiles a kernel after some hundred calls, and vector code that is not compiled
 * yet is a hundred times slower; small calls get there sooner than the large ones of a real model.
 *
 * <p>It changes no result: neither the model to be trained nor anything else that is visible takes part. Run it before
 * the first step, or on another thread while the data is read.
 */
public final class WarmUp {
    /**
     * Wide enough for full tiles and ragged ones beside them, and no wider: a kernel is compiled for the number of its
     * calls. Measured on two noisy cores, MNIST 784-256-128-10, 10 epochs, whole process: none 5.0 to 5.3 s; width 71,
     * batch 64 5.2 s; width 71, batch 16 5.0 s; width 39, batch 16 4.5 s.
     */
    private static final int WIDTH = 39;

    private static final int BATCH = 16;
    private static final int BATCHES = 8;

    /** Twice the calls after which HotSpot hands a method that is called once a step to its last compiler. */
    private static final int STEPS = 2 * 5000;

    private final Trainer trainer;
    private final Dataset samples;
    private long deadline;

    /**
     * A warm-up for training a model.
     *
     * @param layers the model's layers
     * @param loss its loss
     * @param optimizer its optimizer
     */
    public WarmUp(List<Layer> layers, Loss loss, Optimizer optimizer) {
        Objects.requireNonNull(loss, "loss");
        List<Layer> small = small(layers);
        // The user's rate might make the small network diverge.
        Optimizer cautious = cautious(Objects.requireNonNull(optimizer, "optimizer"));
        Mlp model = new Mlp(small);
        Initialization.GLOROT_UNIFORM.apply(model, 0);
        this.samples = random();
        TrainingOptions options =
                new TrainingOptions(STEPS / BATCHES, BATCH, small(loss), cautious, 0, Parallelism.SEQUENTIAL);
        this.trainer = new Trainer(model, options, new TrainingListener() {
            @Override
            public void batchDone(BatchReport report) {
                if (System.nanoTime() - deadline >= 0) {
                    stop();
                }
            }
        });
    }

    /**
     * Trains the small network until everything is compiled, for at most some time, or until {@link #stop}. Serves once.
     *
     * @param atMost the time; a second does on most machines
     */
    public void run(Duration atMost) {
        deadline = System.nanoTime() + atMost.toNanos();
        try {
            trainer.fit(samples, null);
        } catch (NonFiniteException diverged) {
            // Of an extreme activation: the small network's trouble is nobody's, and the kernels have run.
            stop();
        }
    }

    /** Ends the run after the step at hand; from any thread. */
    public void stop() {
        trainer.cancel();
    }

    private static Optimizer cautious(Optimizer optimizer) {
        float rate = Float.MIN_NORMAL;
        if (optimizer instanceof Momentum) {
            return new Momentum(rate);
        } else if (optimizer instanceof Nesterov) {
            return new Nesterov(rate);
        } else if (optimizer instanceof RmsProp) {
            return new RmsProp(rate);
        } else if (optimizer instanceof Adam) {
            return new Adam(rate);
        } else if (optimizer instanceof AdamW) {
            return new AdamW(rate);
        }
        return new GradientDescent(rate);
    }

    // Wide enough before a Maxout that WIDTH remains behind it.
    private static List<Layer> small(List<Layer> layers) {
        List<Layer> small = new ArrayList<>();
        int width = WIDTH;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Dense) {
                layer = new Dense(width, WIDTH * piecesBehind(layers, i));
            } else if (layer instanceof Maxout maxout) {
                layer = new Maxout(width / maxout.pieces(), maxout.pieces());
            } else if (layer instanceof Prelu prelu && prelu.slopes() != 1) {
                layer = new Prelu(width);
            }
            width = layer.outputWidth(width);
            small.add(layer);
        }
        return small;
    }

    private static int piecesBehind(List<Layer> layers, int dense) {
        int pieces = 1;
        for (int i = dense + 1; i < layers.size() && !(layers.get(i) instanceof Dense); i++) {
            pieces *= layers.get(i) instanceof Maxout maxout ? maxout.pieces() : 1;
        }
        return pieces;
    }

    private static Loss small(Loss loss) {
        if (loss instanceof Loss.SoftmaxCrossEntropy entropy && entropy.classWeights().length > 0) {
            float[] weights = new float[WIDTH];
            Arrays.fill(weights, 1);
            return Loss.softmaxCrossEntropy(entropy.labelSmoothing(), weights);
        }
        return loss;
    }

    private static Dataset random() {
        CounterRandom random = new CounterRandom(0, 0);
        float[] features = new float[BATCHES * BATCH * WIDTH];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.uniform(i);
        }
        int[] labels = new int[BATCHES * BATCH];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.below(features.length + i, WIDTH);
        }
        return new Dataset(WIDTH, WIDTH, features, labels);
    }
}
