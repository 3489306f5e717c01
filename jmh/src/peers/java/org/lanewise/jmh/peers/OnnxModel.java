package org.lanewise.jmh.peers;

import org.lanewise.jmh.steps.Net;

/**
 * A net as an ONNX model: for each layer {@code Gemm(x, W, b)}, with {@code W} as it lies, and {@code Relu} between. The
 * numbers of the fields are those of onnx.proto.
 */
final class OnnxModel {
    /** The name of the input. */
    static final String INPUT = "x";

    /** The name of the output. */
    static final String OUTPUT = "y";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;

    private OnnxModel() {}

    /** The model's file, for one sample a call. */
    static byte[] bytes(Net net, float[] parameters) {
        return new Protobuf()
                .number(1, IR_VERSION)
                .message(8, new Protobuf().text(1, "").number(2, OPSET))
                .message(7, graph(net, parameters))
                .toByteArray();
    }

    private static Protobuf graph(Net net, float[] parameters) {
        Protobuf graph = new Protobuf().text(2, "mlp");
        String x = INPUT;
        for (int i = 0; i < net.depth(); i++) {
            boolean last = i == net.depth() - 1;
            String sums = last ? OUTPUT : "sums" + i;
            graph.message(1, node("Gemm", sums, x, "weights" + i, "bias" + i));
            if (!last) {
                x = "activations" + i;
                graph.message(1, node("Relu", x, sums));
            }
            int fanIn = net.fanIn(i);
            int fanOut = net.fanOut(i);
            graph.message(5, tensor("weights" + i, parameters, net.weightsOffset(i), fanIn, fanOut));
            graph.message(5, tensor("bias" + i, parameters, net.biasOffset(i), fanOut));
        }
        return graph.message(11, value(INPUT, net.inputs())).message(12, value(OUTPUT, net.outputs()));
    }

    private static Protobuf node(String operator, String output, String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output + "-" + operator).text(4, operator);
    }

    private static Protobuf tensor(String name, float[] values, int offset, int... sizes) {
        Protobuf tensor = new Protobuf();
        int length = 1;
        for (int size : sizes) {
            tensor.number(1, size);
            length *= size;
        }
        return tensor.number(2, FLOAT).text(8, name).floats(9, values, offset, length);
    }

    // A tensor of floats of the shape [1, width].
    private static Protobuf value(String name, int width) {
        Protobuf shape = new Protobuf()
                .message(1, new Protobuf().number(1, 1))
                .message(1, new Protobuf().number(1, width));
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
