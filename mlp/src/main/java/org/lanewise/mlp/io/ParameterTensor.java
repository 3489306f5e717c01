package org.lanewise.mlp.io;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Prelu;

/**
 * One tensor of a model file and where its elements lie among {@link org.lanewise.mlp.Mlp#parameters()}. Names, shapes
 * and layout are those of PyTorch's {@code nn.Sequential} of {@code nn.Linear}: weights {@code [out, in]}, the transpose
 * of ours; and of {@code nn.PReLU}: its slopes as {@code .weight}, a vector.
 *
 * @param name the index of the layer, then {@code .weight} or {@code .bias}
 * @param layer the index of the layer
 * @param rows the first extent in the file, the layer's outputs
 * @param columns the layer's inputs for weights; 1 for a bias or slopes, whose shape has one extent only
 * @param matrix whether the shape has two extents
 * @param offset index of the first element among the parameters
 */
record ParameterTensor(String name, int layer, int rows, int columns, boolean matrix, long offset) {
    /** The tensors of the layers, in their order. */
    static List<ParameterTensor> of(List<Layer> layers) {
        List<ParameterTensor> tensors = new ArrayList<>(2 * layers.size());
        long offset = 0;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense dense) {
                tensors.add(new ParameterTensor(i + ".weight", i, dense.fanOut(), dense.fanIn(), true, offset));
                offset += dense.weightCount();
                tensors.add(new ParameterTensor(i + ".bias", i, dense.fanOut(), 1, false, offset));
                offset += dense.fanOut();
            } else if (layers.get(i) instanceof Prelu prelu) {
                tensors.add(new ParameterTensor(i + ".weight", i, prelu.slopes(), 1, false, offset));
                offset += prelu.slopes();
            }
        }
        return tensors;
    }

    /** The same of another array that is laid out as the parameters are. */
    ParameterTensor named(String prefix) {
        return new ParameterTensor(prefix + name, layer, rows, columns, matrix, offset);
    }

    long count() {
        return (long) rows * columns;
    }

    long bytes() {
        return count() * Float.BYTES;
    }

    List<Long> shape() {
        return matrix ? List.of((long) rows, (long) columns) : List.of((long) rows);
    }

    /** Where the element at (row, column) lies among the parameters. */
    int index(int row, int column) {
        return (int) (offset + (long) column * rows + row);
    }
}
