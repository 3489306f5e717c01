package org.lanewise.jmh.peers;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Peer;
import org.lanewise.jmh.scoreboard.Product;

/** Intel's oneDNN, as a BLAS function and as a prepared primitive. */
public final class OneDnn implements Peer {
    /** For the service loader. */
    public OneDnn() {}

    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    public Contestant open(int threads) throws IOException {
        // It takes the number of threads from OpenMP, and OpenMP from the environment.
        NativeLibraries library = NativeLibraries.load("dnnl", "libgomp.so.1", "libdnnl.so.3");
        return new Entrant(name(), version(library), library, new DnnlEngine(library));
    }

    private static String version(NativeLibraries library) {
        MemorySegment numbers = library.memory("dnnl_version", DnnlEngine.VERSION_BYTES);
        return numbers.getAtIndex(ValueLayout.JAVA_INT, 0)
                + "." + numbers.getAtIndex(ValueLayout.JAVA_INT, 1)
                + "." + numbers.getAtIndex(ValueLayout.JAVA_INT, 2);
    }

    private record Entrant(String name, String description, NativeLibraries library, DnnlEngine engine)
            implements Contestant {
        @Override
        public Kind kind() {
            return Kind.NATIVE;
        }

        @Override
        public List<Product> prepare(Operands operands) {
            return List.of(new DnnlSgemm(operands, library), new DnnlMatmul(operands, engine));
        }
    }
}
