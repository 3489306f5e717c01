package org.lanewise.mlp.cli;

import java.io.PrintWriter;
import java.util.List;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;

/** A table of a model's layers, their shapes and their parameters. */
final class ModelSummary {
    private ModelSummary() {}

    static void print(Mlp model, PrintWriter out) {
        out.println("layer  kind              shape   parameters");
        List<Layer> layers = model.layers();
        int width = model.inputWidth();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String kind;
            String shape;
            if (layer instanceof Dense dense) {
                kind = "dense";
                shape = dense.fanIn() + " -> " + dense.fanOut();
            } else {
                kind = layer.describe();
                shape = layer instanceof Maxout maxout ? width + " -> " + maxout.units() : String.valueOf(width);
            }
            width = layer.outputWidth(width);
            out.println(Text.format("%5d  %-14s %14s %,12d", i, kind, shape, layer.parameterCount()));
        }
        out.println(Text.format("total  %42s", Text.counted(model.parameters().length, "parameter")));
    }
}
