package org.lanewise.jmh.peers;

import java.io.IOException;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.Peer;

/** OpenBLAS. */
public final class OpenBlas implements Peer {
    /** For the service loader. */
    public OpenBlas() {}

    @Override
    public String name() {
        return "OpenBLAS";
    }

    /** Loads it; PyTorch stands on it too. */
    static NativeLibraries load() throws IOException {
        return NativeLibraries.load("openblas", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");
    }

    @Override
    public Contestant open(int threads) throws IOException {
        NativeLibraries library = load();
        library.set("openblas_set_num_threads", threads);
        return new Cblas(name(), library.text("openblas_get_config"), library);
    }
}
