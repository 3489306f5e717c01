package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.PackedMatrix;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;

/** One pass of a {@link Predictor} over its rows, with parameters of its own. Immutable. */
sealed interface PredictorStage {
    /** The width of an output row. */
    int outputWidth();

    /** Computes {@code [rows, outputWidth]} from rows that follow each other; y is apart from x. */
    void run(int rows, float[] x, int xOffset, float[] y, int yOffset, Parallelism parallelism);

    /** The stages of a model: a dense layer takes the activations behind it along, and dropout is gone. */
    static PredictorStage[] of(Mlp model) {
        List<PredictorStage> stages = new ArrayList<>();
        List<Layer> layers = model.layers();
        int width = model.inputWidth();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            width = layer.outputWidth(width);
            if (layer instanceof Dense dense) {
                stages.add(Product.of(model, i, dense, activationsBehind(layers, i)));
            } else if (layer instanceof Prelu prelu) {
                int from = model.slopesOffset(i);
                float[] slopes = Arrays.copyOfRange(model.parameters(), from, from + prelu.slopes());
                stages.add(new LearnedSlopes(width, slopes, activationsBehind(layers, i)));
            } else if (layer instanceof Maxout maxout) {
                stages.add(new Winners(maxout.units(), maxout.pieces(), activationsBehind(layers, i)));
            }
        }
        return stages.toArray(new PredictorStage[0]);
    }

    private static Elementwise activationsBehind(List<Layer> layers, int layer) {
        Elementwise all = null;
        for (int i = layer + 1; i < layers.size(); i++) {
            if (layers.get(i) instanceof Activation next) {
                all = all == null ? next::forward : after(all, next);
            } else if (!(layers.get(i) instanceof Dropout)) {
                break;
            }
        }
        return all;
    }

    private static Elementwise after(Elementwise first, Activation second) {
        return (length, x, xOffset, y, yOffset) -> {
            first.apply(length, x, xOffset, y, yOffset);
            second.forward(length, y, yOffset, y, yOffset);
        };
    }

    /** A dense layer. */
    record Product(int fanIn, int fanOut, PackedMatrix packed, Epilogue epilogue) implements PredictorStage {
        static Product of(Mlp model, int layer, Dense dense, Elementwise activation) {
            int fanIn = dense.fanIn();
            int fanOut = dense.fanOut();
            int weights = model.weightsOffset(layer);
            int bias = model.biasOffset(layer);
            float[] parameters = model.parameters();
            return new Product(
                    fanIn,
                    fanOut,
                    PackedMatrix.pack(Transpose.NO, fanIn, fanOut, parameters, weights, fanOut),
                    new Epilogue(Arrays.copyOfRange(parameters, bias, bias + fanOut), 0, activation));
        }

        @Override
        public int outputWidth() {
            return fanOut;
        }

        @Override
        public void run(int rows, float[] x, int xOffset, float[] y, int yOffset, Parallelism parallelism) {
            Gemm.dense(Transpose.NO, rows, x, xOffset, fanIn, packed, epilogue, y, yOffset, fanOut, parallelism);
        }
    }

    /** PReLU; activation may be null. */
    record LearnedSlopes(int outputWidth, float[] slopes, Elementwise activation) implements PredictorStage {
        @Override
        public void run(int rows, float[] x, int xOffset, float[] y, int yOffset, Parallelism parallelism) {
            int length = rows * outputWidth;
            if (slopes.length == 1) {
                org.lanewise.kernels.Prelu.sharedForward(length, slopes[0], x, xOffset, y, yOffset);
            } else {
                org.lanewise.kernels.Prelu.forward(
                        rows, outputWidth, slopes, 0, x, xOffset, outputWidth, y, yOffset, outputWidth);
            }
            if (activation != null) {
                activation.apply(length, y, yOffset, y, yOffset);
            }
        }
    }

    /** Maxout; activation may be null. */
    record Winners(int outputWidth, int pieces, Elementwise activation) implements PredictorStage {
        @Override
        public void run(int rows, float[] x, int xOffset, float[] y, int yOffset, Parallelism parallelism) {
            org.lanewise.kernels.Maxout.forward(
                    rows, outputWidth, pieces, x, xOffset, outputWidth * pieces, y, yOffset, outputWidth);
            if (activation != null) {
                activation.apply(rows * outputWidth, y, yOffset, y, yOffset);
            }
        }
    }
}
