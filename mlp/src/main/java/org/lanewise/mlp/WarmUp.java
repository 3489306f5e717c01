package org.lanewise.mlp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.lanewise.kernels.Kernels;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.data.Dataset;

/**
 * Brings the code of a training to compiled speed. Vector code that HotSpot has not compiled yet is a hundred times slower
 * and more, and a training step of common size makes few and long calls, while HotSpot counts calls: so this makes very
 * many that do next to nothing ({@link Kernels#warmUp} and each other kernel on single numbers), and then steps of a small
 * network with the same kinds of layers, loss and optimizer.
 *
 * <p>It changes no result: neither the model to be trained nor anything else that is visible takes part. Run it before
 * the first step, or on another thread while the data is read.
 */
public final class WarmUp {
    /** Wide enough for all loops: four vectors of 16, which some take at once, and 3 numbers more. */
    private static final int WIDTH = 4 * 16 + 3;

    private static final int MOST_PIECES = 4;

    private static final int BATCH = 16;

    /** Enough for the loops over rows; each vector operation of the first step is interpreted. */
    private static final int FIRST_BATCH = 4;

    private static final int BATCHES = 8;

    /**
     * Calls that do next to nothing, beside one that does something. HotSpot wants some thousands; each vector operation
     * that is not compiled yet has it compile the Vector API's substitutes for machines without vectors.
     */
    private static final int SHORT_CALLS = 400;

    /**
     * More calls in a round of what is still slow on many numbers: some loops are entered by whole vectors only, so the
     * short calls do nothing for them.
     */
    private static final int WIDE_CALLS = 10;

    /** Compiled, a number takes 5 ns at most; not compiled, 12 ns at least. */
    private static final double COMPILED_NANOS = 8;

    /** Steps after all kernels are compiled: what calls them is to be compiled, too. */
    private static final int STEPS = 200;

    private final Trainer firstStep;
    private final Dataset firstBatch;
    private final Trainer trainer;
    private final Dataset samples;
    private final KernelCalls shortCalls;
    private final KernelCalls wideCalls;
    private volatile boolean stopped;
    private long deadline;

    /**
     * A warm-up for training a model.
     *
     * @param layers the model's layers
     * @param loss its loss
     * @param optimizer its optimizer
     */
    public WarmUp(List<Layer> layers, Loss loss, Optimizer optimizer) {
        this(layers, loss, optimizer, Penalty.NONE, Clipping.NONE);
    }

    /**
     * A warm-up for training a model with a penalty and clipping.
     *
     * @param layers the model's layers
     * @param loss its loss
     * @param optimizer its optimizer
     * @param penalty what the run will add to the gradients
     * @param clipping what it will do with large ones
     */
    public WarmUp(List<Layer> layers, Loss loss, Optimizer optimizer, Penalty penalty, Clipping clipping) {
        Objects.requireNonNull(loss, "loss");
        List<Layer> small = small(kinds(layers));
        // The user's rate might make the small network diverge.
        Optimizer cautious = cautious(Objects.requireNonNull(optimizer, "optimizer"));
        Mlp model = new Mlp(small);
        int classes = model.outputWidth();
        Loss ofFew = small(loss, classes);
        fill(model.parameters());
        this.firstBatch = samples(FIRST_BATCH, classes);
        this.samples = samples(BATCHES * BATCH, classes);
        this.shortCalls = new KernelCalls(1, 1, small, small(loss, 1), cautious, penalty, clipping);
        this.wideCalls = new KernelCalls(WIDTH, classes, small, ofFew, cautious, penalty, clipping);
        this.firstStep = new Trainer(model, options(1, ofFew, cautious, penalty, clipping), TrainingListener.NONE);
        TrainingOptions options = options(STEPS / BATCHES, ofFew, cautious, penalty, clipping);
        this.trainer = new Trainer(model, options, new TrainingListener() {
            @Override
            public void batchDone(BatchReport report) {
                if (isOver()) {
                    stop();
                }
            }
        });
    }

    /**
     * Warms up until everything is compiled, for at most some time, or until {@link #stop}. Serves once.
     *
     * @param atMost the time; a second does on most machines
     */
    public void run(Duration atMost) {
        deadline = System.nanoTime() + atMost.toNanos();
        // By turns: the products take C2 a second, the other kernels together a fifth of that, and whoever needs only
        // some of them, or stops early, has those. Pauses while the compilers work are no help: HotSpot looks at its
        // counters in calls only (on a busy machine 5.5 s with pauses of 0.5 ms, 3.2 s without).
        boolean productsCompiled = false;
        boolean kernelsCompiled = false;
        if (!isOver()) {
            loadClasses();
        }
        while (!isOver() && !(productsCompiled && kernelsCompiled)) {
            kernelsCompiled = kernelsCompiled || callKernels();
            productsCompiled = productsCompiled || Kernels.warmUp();
        }
        if (isOver()) {
            return;
        }
        try {
            trainer.fit(samples, null);
        } catch (NonFiniteException diverged) {
            // Of an extreme activation: the small network's trouble is nobody's, and the kernels have run.
            stop();
        }
    }

    // Code that HotSpot compiled before a class was loaded, as of vectors of another width, it may throw away when
    // the class comes. So all are loaded first, by a step.
    private void loadClasses() {
        try {
            firstStep.fit(firstBatch, null);
        } catch (NonFiniteException diverged) {
            // Of an extreme activation: the classes are loaded all the same.
        }
    }

    private boolean callKernels() {
        for (int i = 0; i < SHORT_CALLS; i++) {
            shortCalls.run();
        }
        return wideCalls.run(COMPILED_NANOS * WIDTH, WIDE_CALLS);
    }

    private boolean isOver() {
        return stopped || System.nanoTime() - deadline >= 0;
    }

    /** Ends the run after the step at hand; from any thread. */
    public void stop() {
        stopped = true;
        trainer.cancel();
    }

    private static Optimizer cautious(Optimizer optimizer) {
        float rate = 1e-20f;
        return switch (optimizer) {
            case GradientDescent any -> new GradientDescent(rate);
            case Momentum any -> new Momentum(rate);
            case Nesterov any -> new Nesterov(rate);
            case RmsProp any -> new RmsProp(rate);
            case Adam any -> new Adam(rate);
            case AdamW any -> new AdamW(rate);
        };
    }

    // Backward, the last dense layer does what the first need not; those between do nothing new. All Maxouts run the
    // same
    // loops.
    private static List<Layer> kinds(List<Layer> layers) {
        List<Layer> kinds = new ArrayList<>();
        long denseLayers = layers.stream().filter(Dense.class::isInstance).count();
        int dense = 0;
        for (Layer layer : layers) {
            boolean known =
                    layer instanceof Maxout ? kinds.stream().anyMatch(Maxout.class::isInstance) : kinds.contains(layer);
            if (layer instanceof Dense ? ++dense == 1 || dense == denseLayers : !known) {
                kinds.add(layer);
            }
        }
        return kinds;
    }

    // Wide enough before a Maxout that WIDTH remains behind it.
    private static List<Layer> small(List<Layer> layers) {
        List<Layer> small = new ArrayList<>();
        int width = WIDTH;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Dense dense) {
                boolean last = i == layers.size() - 1;
                // A loss takes other loops for few outputs than for many.
                int fanOut = last ? Math.min(dense.fanOut(), WIDTH) : WIDTH * piecesBehind(layers, i);
                layer = new Dense(width, fanOut);
            } else if (layer instanceof Maxout maxout) {
                layer = new Maxout(width / fewPieces(maxout), fewPieces(maxout));
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
            pieces *= layers.get(i) instanceof Maxout maxout ? fewPieces(maxout) : 1;
        }
        return pieces;
    }

    private static int fewPieces(Maxout maxout) {
        return Math.min(maxout.pieces(), MOST_PIECES);
    }

    private static Loss small(Loss loss, int classes) {
        if (loss instanceof Loss.SoftmaxCrossEntropy entropy && entropy.classWeights().length > 0) {
            float[] weights = new float[classes];
            Arrays.fill(weights, 1);
            return Loss.softmaxCrossEntropy(entropy.labelSmoothing(), weights);
        }
        return loss;
    }

    private static TrainingOptions options(
            int epochs, Loss loss, Optimizer optimizer, Penalty penalty, Clipping clipping) {
        return new TrainingOptions(epochs, BATCH, loss, optimizer, 0, Parallelism.SEQUENTIAL)
                .with(penalty)
                .with(clipping);
    }

    private static Dataset samples(int count, int classes) {
        float[] features = new float[count * WIDTH];
        fill(features);
        int[] labels = new int[count];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % classes;
        }
        return new Dataset(WIDTH, classes, features, labels);
    }

    // Any small numbers of both signs: random ones would take their time.
    private static void fill(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % 13 - 6) / 64f;
        }
    }
}
