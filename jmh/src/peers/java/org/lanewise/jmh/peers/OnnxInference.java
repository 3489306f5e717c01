package org.lanewise.jmh.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.lanewise.jmh.steps.Inference;
import org.lanewise.jmh.steps.Net;

/**
 * One sample through ONNX Runtime, the fastest way that its Java interface has: input and output are tensors over
 * buffers that are made once, no thread but the caller's works, and all optimisations of the graph are on.
 */
final class OnnxInference implements Inference {
    private final OrtSession session;
    private final FloatBuffer inputBuffer;
    private final FloatBuffer outputBuffer;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    OnnxInference(OrtEnvironment environment, Net net, float[] parameters) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(OnnxModel.bytes(net, parameters), options);
            inputBuffer = buffer(net.inputs());
            outputBuffer = buffer(net.outputs());
            inputTensor = OnnxTensor.createTensor(environment, inputBuffer, new long[] {1, net.inputs()});
            outputTensor = OnnxTensor.createTensor(environment, outputBuffer, new long[] {1, net.outputs()});
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        inputs = Map.of(OnnxModel.INPUT, inputTensor);
        outputs = Map.of(OnnxModel.OUTPUT, outputTensor);
    }

    private static FloatBuffer buffer(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    @SuppressWarnings("try") // The result is in the buffer.
    public void run(float[] input, float[] output) {
        inputBuffer.put(0, input);
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            outputBuffer.get(0, output);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        outputTensor.close();
        inputTensor.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
