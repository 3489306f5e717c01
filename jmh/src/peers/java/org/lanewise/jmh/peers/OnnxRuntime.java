package org.lanewise.jmh.peers;

import ai.onnxruntime.OrtEnvironment;
import java.util.Optional;
import org.lanewise.jmh.scoreboard.Contestant.Kind;
import org.lanewise.jmh.steps.Inference;
import org.lanewise.jmh.steps.Library;
import org.lanewise.jmh.steps.Net;
import org.lanewise.jmh.steps.NetworkPeer;
import org.lanewise.jmh.steps.TrainingRun;
import org.lanewise.jmh.steps.TrainingTask;

/** ONNX Runtime on the processor: inference alone. */
public final class OnnxRuntime implements NetworkPeer {
    /** For the service loader. */
    public OnnxRuntime() {}

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public Library open(int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return new Entrant(name(), environment.getVersion() + ", 1 thread", environment);
    }

    private record Entrant(String name, String description, OrtEnvironment environment) implements Library {
        @Override
        public Kind kind() {
            return Kind.NATIVE;
        }

        @Override
        public Optional<TrainingRun> training(TrainingTask task) {
            return Optional.empty();
        }

        @Override
        public Optional<Inference> inference(Net net, float[] parameters) {
            return Optional.of(new OnnxInference(environment, net, parameters));
        }
    }
}
