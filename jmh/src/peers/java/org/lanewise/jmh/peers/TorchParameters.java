package org.lanewise.jmh.peers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.lanewise.jmh.steps.Net;

/** A net's parameters as PyTorch's linear layers hold them: weights {@code [out, in]}, bias {@code [out]}. */
final class TorchParameters implements AutoCloseable {
    private final Tensor[] weights;
    private final Tensor[] biases;
    private final TensorOptional[] optionalBiases;

    TorchParameters(Net net, float[] parameters) {
        int depth = net.depth();
        weights = new Tensor[depth];
        biases = new Tensor[depth];
        optionalBiases = new TensorOptional[depth];
        for (int i = 0; i < depth; i++) {
            int fanIn = net.fanIn(i);
            int fanOut = net.fanOut(i);
            int first = net.weightsOffset(i);
            float[] transposed = new float[fanIn * fanOut];
            for (int in = 0; in < fanIn; in++) {
                for (int out = 0; out < fanOut; out++) {
                    transposed[out * fanIn + in] = parameters[first + in * fanOut + out];
                }
            }
            weights[i] = tensor(transposed, 0, fanOut, fanIn);
            biases[i] = tensor(parameters, net.biasOffset(i), fanOut);
            optionalBiases[i] = new TensorOptional(biases[i]);
        }
    }

    // PyTorch's own allocator aligns to 64 bytes.
    static Tensor tensor(float[] values, int offset, long... sizes) {
        Tensor tensor = torch.empty(sizes);
        tensor.data_ptr_float().put(values, offset, (int) tensor.numel());
        return tensor;
    }

    Tensor weights(int layer) {
        return weights[layer];
    }

    Tensor bias(int layer) {
        return biases[layer];
    }

    /** The outputs of a layer, before its activation. */
    Tensor linear(int layer, Tensor input) {
        return torch.linear(input, weights[layer], optionalBiases[layer]);
    }

    @Override
    public void close() {
        for (int i = 0; i < weights.length; i++) {
            optionalBiases[i].close();
            biases[i].close();
            weights[i].close();
        }
    }
}
