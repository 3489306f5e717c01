package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lanewise.kernels.Updates;
import org.lanewise.mlp.data.Dataset;

/**
 * Fits a model to labelled samples: epochs of mini-batches, each a forward pass, the loss, backpropagation and a step of
 * the optimizer.
 *
 * <p>Each epoch sees every sample once, in an order drawn from the seed; the last batch takes what is left. A batch as
 * large as the set is full-batch training, in the order of the set. The result depends on the model's parameters, the
 * options and the data only: neither the threads nor the machine change a bit.
 *
 * <p>A loss or gradient that is infinite or NaN stops the run before the step that it would spoil: the model keeps the
 * parameters of the step before. Should finite gradients carry a parameter itself out of range, the model gets back
 * the parameters that it had when the epoch began. Either way a model with finite parameters never gets others.
 *
 * <p>A trainer fits on the calling thread, one call at a time; only {@link #cancel} may be called from other threads.
 * Steps allocate nothing but the listener's report.
 */
public final class Trainer {
    private final Mlp model;
    private final TrainingOptions options;
    private final TrainingListener listener;
    private volatile boolean cancelled;
    private Run run;

    /**
     * A trainer of a model.
     *
     * @param model the model; {@link #fit} starts from its parameters and changes them
     * @param options how to train
     * @param listener who is told, {@link TrainingListener#NONE} if nobody
     */
    public Trainer(Mlp model, TrainingOptions options, TrainingListener listener) {
        this.model = Objects.requireNonNull(model, "model");
        this.options = Objects.requireNonNull(options, "options");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Trains, from the model's parameters as they are and with a new state of the optimizer.
     *
     * @param train at least one sample, with as many features as the model has inputs and as many classes as it has
     *     outputs
     * @param validation likewise, evaluated after each epoch; null for none
     * @return how the run ended
     * @throws IllegalArgumentException if a data set is empty or does not fit the model, or a parameter of the model is
     *     not finite; nothing is changed then
     * @throws NonFiniteException if a loss, gradient or parameter becomes infinite or NaN
     */
    public TrainingResult fit(Dataset train, Dataset validation) {
        requireFit(train, validation);
        requireFinite("model.parameters", model.parameters());
        run = new Run(train, validation);
        return run.run();
    }

    /**
     * Takes up a run again: the model gets the parameters of the checkpoint, and everything goes on as if the run had
     * never ended, to the bit, if the options and the data are those that it had. The rate of the optimizer and the
     * number of epochs may be others; seed and batch may not.
     *
     * @param checkpoint of a model with the same layers
     * @param train the samples of that run
     * @param validation evaluated after each epoch; null for none
     * @return how the run ended, its steps counted from its first start
     * @throws IllegalArgumentException if a data set is empty or does not fit the model, or the checkpoint fits neither
     *     the model, the options nor the samples, or has a number that is not finite; nothing is changed then
     * @throws NonFiniteException if a loss, gradient or parameter becomes infinite or NaN; should the parameters have to
     *     be taken back before the next epoch began, then to those of the checkpoint
     */
    public TrainingResult resume(Checkpoint checkpoint, Dataset train, Dataset validation) {
        Objects.requireNonNull(checkpoint, "checkpoint");
        requireFit(train, validation);
        checkpoint.requireFit(model, options, train.size());
        requireFinite("checkpoint.model.parameters", checkpoint.model().parameters());
        for (int i = 0; i < checkpoint.state().size(); i++) {
            requireFinite("checkpoint.state[" + i + "]", checkpoint.state().get(i));
        }
        Run resumed = new Run(train, validation);
        resumed.takeUp(checkpoint);
        run = resumed;
        return run.run();
    }

    /**
     * What the run at hand, or the last one, needs to be taken up again: copies of the parameters and of what the
     * optimizer keeps, and how far the run is. For calls from the listener, and after fit or resume has returned.
     *
     * @return the checkpoint
     * @throws IllegalStateException if there was no run
     */
    public Checkpoint checkpoint() {
        if (run == null) {
            throw new IllegalStateException("checkpoint: no run yet (expected: fit or resume before)");
        }
        return run.checkpoint();
    }

    private void requireFit(Dataset train, Dataset validation) {
        Evaluation.requireFit("train", train, model);
        if (validation != null) {
            Evaluation.requireFit("validation", validation, model);
        }
    }

    private static void requireFinite(String name, float[] values) {
        int spoilt = Updates.firstNonFinite(values.length, values, 0);
        if (spoilt >= 0) {
            throw new IllegalArgumentException(
                    name + "[" + spoilt + "]: " + values[spoilt] + " (expected: finite numbers)");
        }
    }

    /**
     * Ends the run before its next batch; from any thread. Final: a run of this trainer that starts later ends at once.
     */
    public void cancel() {
        cancelled = true;
    }

    /** One call of fit or resume. */
    private final class Run {
        private final Dataset train;
        private final Dataset validation;
        private final int batch;
        private final int batches;
        private final Workspace workspace;
        private final OptimizerState optimizer;
        private final float[] epochStart;
        // Where the samples of a batch are gathered; full-batch training reads them in place.
        private final boolean shuffled;
        private final float[] features;
        private final int[] labels;
        private int epochsDone;
        private int batchesDone;
        private long step;
        // Of the epoch at hand.
        private double lossSum;
        private long right;
        private long samples;
        // Of them, those of this run, not of the one that it took up.
        private long timedSamples;

        Run(Dataset train, Dataset validation) {
            this.train = train;
            this.validation = validation;
            this.batch = Math.min(options.batch(), train.size());
            this.batches = (train.size() - 1) / batch + 1;
            int largest = validation == null ? batch : Math.max(batch, Math.min(Evaluation.BATCH, validation.size()));
            this.workspace = new Workspace(model, largest, options.parallelism());
            this.optimizer = options.optimizer().newState(model, options.penalty());
            this.epochStart = new float[model.parameters().length];
            this.shuffled = batches > 1;
            this.features = shuffled ? new float[batch * train.width()] : train.features();
            this.labels = shuffled ? new int[batch] : train.labels();
        }

        TrainingResult run() {
            long start = System.nanoTime();
            double trainingSeconds = 0;
            long trained = 0;
            boolean complete = true;
            while (epochsDone < options.epochs() && complete) {
                long epochNanos = System.nanoTime();
                complete = epoch(epochsDone + 1);
                double seconds = secondsSince(epochNanos);
                trainingSeconds += seconds;
                trained += timedSamples;
                if (complete) {
                    epochsDone++;
                    batchesDone = 0;
                    report(epochsDone, seconds);
                }
            }
            return new TrainingResult(
                    epochsDone, step, !complete, secondsSince(start), samplesPerSecond(trained, trainingSeconds));
        }

        void takeUp(Checkpoint checkpoint) {
            System.arraycopy(checkpoint.model().parameters(), 0, model.parameters(), 0, epochStart.length);
            optimizer.restore(checkpoint.step(), checkpoint.state());
            epochsDone = checkpoint.epochs();
            batchesDone = checkpoint.batches();
            step = checkpoint.step();
            lossSum = checkpoint.lossSum();
            right = checkpoint.right();
            samples = checkpoint.seen();
        }

        Checkpoint checkpoint() {
            Mlp copy = new Mlp(model.layers());
            System.arraycopy(model.parameters(), 0, copy.parameters(), 0, epochStart.length);
            List<float[]> state = new ArrayList<>();
            optimizer.arrays().forEach(array -> state.add(array.clone()));
            boolean between = batchesDone == 0;
            return new Checkpoint(
                    copy,
                    options.optimizer().stateNames(),
                    List.copyOf(state),
                    options.seed(),
                    batch,
                    train.size(),
                    epochsDone,
                    batchesDone,
                    step,
                    between ? 0 : lossSum,
                    between ? 0 : right,
                    between ? 0 : samples);
        }

        /** Trains one epoch; false if it was cancelled. */
        private boolean epoch(int epoch) {
            System.arraycopy(model.parameters(), 0, epochStart, 0, epochStart.length);
            int[] order =
                    shuffled ? RandomStreams.sampleOrder(options.seed(), epoch).permutation(train.size()) : null;
            if (batchesDone == 0) {
                lossSum = 0;
                right = 0;
                samples = 0;
            }
            timedSamples = 0;
            boolean complete = true;
            while (batchesDone < batches && complete) {
                complete = !cancelled;
                if (complete) {
                    int first = batchesDone * batch;
                    int size = Math.min(batch, train.size() - first);
                    if (shuffled) {
                        gather(order, first, size);
                    }
                    double loss = step(size);
                    batchesDone++;
                    listener.batchDone(new BatchReport(epoch, batchesDone, batches, step, size, loss));
                }
            }
            requireFiniteParameters();
            return complete;
        }

        private void gather(int[] order, int first, int size) {
            int width = train.width();
            for (int i = 0; i < size; i++) {
                int sample = order[first + i];
                System.arraycopy(train.features(), sample * width, features, i * width, width);
                labels[i] = train.labels()[sample];
            }
        }

        /** One step on the gathered samples; returns their mean loss. */
        private double step(int size) {
            step++;
            workspace.forwardTraining(size, features, 0, options.seed(), step);
            double loss = workspace.loss(options.loss(), labels, 0);
            requireFiniteLoss("loss", loss, "at");
            for (int i = 0; i < size; i++) {
                if (workspace.predicted(i) == labels[i]) {
                    right++;
                }
            }
            workspace.backward();
            requireFiniteGradients();
            options.clipping().apply(workspace.gradients());
            optimizer.step(workspace.gradients(), model.parameters(), options.parallelism());
            lossSum += loss * size;
            samples += size;
            timedSamples += size;
            return loss;
        }

        private void report(int epoch, double seconds) {
            double validationLoss = Double.NaN;
            double validationAccuracy = Double.NaN;
            if (validation != null) {
                Evaluation evaluation = Evaluation.withoutConfusion(model, workspace, validation, options.loss());
                requireFiniteLoss("validation loss", evaluation.loss(), "after");
                validationLoss = evaluation.loss();
                validationAccuracy = evaluation.accuracy();
            }
            listener.epochDone(new EpochReport(
                    epoch,
                    options.epochs(),
                    lossSum / samples,
                    (double) right / samples,
                    validationLoss,
                    validationAccuracy,
                    seconds,
                    samplesPerSecond(timedSamples, seconds)));
        }

        private void requireFiniteLoss(String what, double loss, String when) {
            if (Double.isFinite(loss)) {
                return;
            }
            // In the order of computation, so the origin comes first. The last layer if only the loss overflowed.
            int layer = workspace.firstNonFiniteOutput();
            layer = layer >= 0 ? layer : model.layers().size() - 1;
            restoreFiniteParameters();
            throw new NonFiniteException(
                    what + " is " + loss + " " + when + " step " + step + " (output of " + describe(layer) + ")",
                    layer,
                    step);
        }

        private void requireFiniteGradients() {
            float[] gradients = workspace.gradients();
            if (Updates.firstNonFinite(gradients.length, gradients, 0) < 0) {
                return;
            }
            // From the output backwards, as they were computed, so the origin comes first.
            for (int layer = model.layers().size() - 1; layer >= 0; layer--) {
                requireFiniteSpan("gradient", gradients, layer, "at");
            }
        }

        private void requireFiniteParameters() {
            float[] parameters = model.parameters();
            if (Updates.firstNonFinite(parameters.length, parameters, 0) < 0) {
                return;
            }
            for (int layer = 0; layer < model.layers().size(); layer++) {
                requireFiniteSpan("parameter", parameters, layer, "after");
            }
        }

        private void requireFiniteSpan(String what, float[] values, int layer, String when) {
            int count = (int) model.layers().get(layer).parameterCount();
            int offset = model.parametersOffset(layer);
            int first = Updates.firstNonFinite(count, values, offset);
            if (first >= 0) {
                float value = values[offset + first];
                restoreFiniteParameters();
                throw new NonFiniteException(
                        what + " of " + describe(layer) + " is " + value + " " + when + " step " + step, layer, step);
            }
        }

        // A parameter that overflowed may show first in the next step's loss or gradients, so each failure comes here.
        private void restoreFiniteParameters() {
            float[] parameters = model.parameters();
            if (Updates.firstNonFinite(parameters.length, parameters, 0) >= 0) {
                System.arraycopy(epochStart, 0, parameters, 0, parameters.length);
            }
        }

        private String describe(int layer) {
            return "layer " + layer + " (" + model.layers().get(layer).describe() + ")";
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) * 1e-9;
    }

    // The clock may stand still over a tiny set.
    private static double samplesPerSecond(long samples, double seconds) {
        return samples / Math.max(seconds, 1e-9);
    }
}
