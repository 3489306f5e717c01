package org.lanewise.jmh.peers;

import java.io.IOException;
import java.util.Optional;
import org.lanewise.jmh.scoreboard.Contestant.Kind;
import org.lanewise.jmh.steps.Inference;
import org.lanewise.jmh.steps.Library;
import org.lanewise.jmh.steps.Net;
import org.lanewise.jmh.steps.NetworkPeer;
import org.lanewise.jmh.steps.TrainingRun;
import org.lanewise.jmh.steps.TrainingTask;

/** PyTorch on the processor: autograd and {@code torch::optim}, and inference mode. */
public final class TorchNetworks implements NetworkPeer {
    /** For the service loader. */
    public TorchNetworks() {}

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public Library open(int threads) throws IOException {
        PyTorch.load();
        return new Entrant(name(), PyTorch.description(), threads);
    }

    private record Entrant(String name, String description, int threads) implements Library {
        @Override
        public Kind kind() {
            return Kind.NATIVE;
        }

        @Override
        public Optional<TrainingRun> training(TrainingTask task) {
            return Optional.of(new TorchTraining(task, threads));
        }

        @Override
        public Optional<Inference> inference(Net net, float[] parameters) {
            return Optional.of(new TorchInference(net, parameters));
        }
    }
}
