package org.lanewise.jmh.peers;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Peer;
import org.lanewise.jmh.scoreboard.Product;

/** PyTorch on the processor: {@code mm} into a given tensor, without gradients. */
public final class PyTorch implements Peer {
    private static final Pattern FACT = Pattern.compile("(TORCH_VERSION|BLAS_INFO|CPU capability usage)[=:][^,\n]*");

    /** For the service loader. */
    public PyTorch() {}

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public Contestant open(int threads) throws IOException {
        load();
        torch.set_num_threads(threads);
        return new Entrant(name(), description(), new InferenceMode(true));
    }

    /** Loads it, on OpenBLAS. */
    static void load() throws IOException {
        OpenBlas.load();
        NativeLibraries.load("pytorch", "libgomp.so.1", "libc10.so", "libtorch_cpu.so");
        Loader.load(torch.class);
    }

    /** Version and what it stands on. */
    static String description() {
        return FACT.matcher(torch.show_config().getString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(", "));
    }

    /** The mode holds for the thread as long as its object lives. */
    private record Entrant(String name, String description, InferenceMode mode) implements Contestant {
        @Override
        public Kind kind() {
            return Kind.NATIVE;
        }

        @Override
        public List<Product> prepare(Operands operands) {
            boolean column = operands.shape().n() == 1;
            return column
                    ? List.of(new TorchProduct("mm", operands), new TorchProduct("mv", operands))
                    : List.of(new TorchProduct("mm", operands));
        }
    }
}
