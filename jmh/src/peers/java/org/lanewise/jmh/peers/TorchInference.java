package org.lanewise.jmh.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.lanewise.jmh.steps.Inference;
import org.lanewise.jmh.steps.Net;

/** One sample through PyTorch, in inference mode and on one thread; every tensor is freed as soon as it can be. */
final class TorchInference implements Inference {
    private final Net net;
    private final TorchParameters parameters;
    private final Tensor sample;
    private final FloatPointer sampleData;

    TorchInference(Net net, float[] parameters) {
        torch.set_num_threads(1);
        this.net = net;
        this.parameters = new TorchParameters(net, parameters);
        this.sample = torch.empty(1, net.inputs());
        this.sampleData = sample.data_ptr_float();
    }

    @Override
    @SuppressWarnings("try") // The mode is held, not used.
    public void run(float[] input, float[] output) {
        // Holds for the thread as long as it lives.
        try (InferenceMode mode = new InferenceMode(true)) {
            sampleData.put(input);
            Tensor x = parameters.linear(0, sample);
            for (int i = 1; i < net.depth(); i++) {
                torch.relu_(x).close();
                Tensor y = parameters.linear(i, x);
                x.close();
                x = y;
            }
            x.data_ptr_float().get(output);
            x.close();
        }
    }

    @Override
    public void close() {
        sample.close();
        parameters.close();
    }
}
