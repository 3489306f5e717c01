package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.kernels.Kernels;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Loss;

/**
 * The same bits of a whole training run, whatever the threads, the vectors, the compiler and the stops: one SHA-256,
 * committed in {@link TrainingDigests}.
 */
class DigestedTrainingTest {
    private static final List<String> SIMD = List.of("--add-modules=jdk.incubator.vector");

    /**
     * A kind of JVM.
     *
     * @param name what is special about it
     * @param arguments what it is started with
     * @param kernels what the name of its kernel set begins with
     * @param network of its short run; WIDE where the code is other than in the JVM of the tests
     * @param slow whether 1,000 steps of NARROW take minutes, and of WIDE hours
     */
    private record Jvm(String name, List<String> arguments, String kernels, DigestedNetwork network, boolean slow) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Jvm> jvms() {
        int widest = preferredBits();
        return List.of(
                simd("-XX:UseAVX=1", "SIMD", DigestedNetwork.WIDE),
                simd("-XX:UseAVX=2", "SIMD", DigestedNetwork.NARROW),
                simd("-XX:UseAVX=3", "SIMD", DigestedNetwork.NARROW),
                simd("-XX:MaxVectorSize=16", "SIMD, 128-bit", DigestedNetwork.WIDE),
                simd("-XX:MaxVectorSize=32", "SIMD, " + Math.min(256, widest) + "-bit", DigestedNetwork.NARROW),
                simd("-XX:MaxVectorSize=64", "SIMD, " + widest + "-bit", DigestedNetwork.NARROW),
                width(128, widest, DigestedNetwork.NARROW),
                width(256, widest, DigestedNetwork.NARROW),
                width(512, widest, DigestedNetwork.NARROW),
                slow("-Xint", SIMD, "SIMD"),
                slow("-Xint, portable", List.of(), "portable"),
                slow("-XX:TieredStopAtLevel=1", SIMD, "SIMD"),
                slow("-XX:TieredStopAtLevel=1, portable", List.of(), "portable"),
                new Jvm("without the module", List.of(), "portable", DigestedNetwork.NARROW, false),
                new Jvm(
                        "portable",
                        with(SIMD, "-D" + KernelSets.PROPERTY + "=portable"),
                        "portable",
                        DigestedNetwork.WIDE,
                        false));
    }

    private static Jvm simd(String argument, String kernels, DigestedNetwork network) {
        return new Jvm(argument, with(SIMD, argument), kernels, network, false);
    }

    /** Vectors wider than the machine's are emulated. */
    private static Jvm width(int bits, int widest, DigestedNetwork network) {
        String argument = "-Dlanewise.vectorBits=" + bits;
        return new Jvm(argument, with(SIMD, argument), "SIMD, " + bits + "-bit", network, bits > widest);
    }

    // This JVM's kernels say how wide its vectors are.
    private static int preferredBits() {
        Matcher bits = Pattern.compile("(\\d+)-bit").matcher(Kernels.name());
        return bits.find() ? Integer.parseInt(bits.group(1)) : 128;
    }

    private static Jvm slow(String name, List<String> arguments, String kernels) {
        return new Jvm(name, with(arguments, name.split(",")[0]), kernels, DigestedNetwork.NARROW, true);
    }

    private static List<String> with(List<String> arguments, String another) {
        return Stream.concat(arguments.stream(), Stream.of(another)).toList();
    }

    static List<Jvm> slowOrWide() {
        return jvms().stream()
                .filter(jvm -> jvm.slow || jvm.network == DigestedNetwork.WIDE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("slowOrWide")
    void aShortRun(Jvm jvm) throws Exception {
        check(jvm, jvm.network, TrainingDigests.shortRun(jvm.network));
    }

    static List<Jvm> fast() {
        return jvms().stream().filter(jvm -> !jvm.slow).toList();
    }

    @ParameterizedTest
    @MethodSource("fast")
    void theFullRunOfANarrowNetwork(Jvm jvm) throws Exception {
        check(jvm, DigestedNetwork.NARROW, TrainingDigests.FULL);
    }

    @ParameterizedTest
    @MethodSource("jvms")
    @Tag("exhaustive")
    void anyJvmForTheFullRun(Jvm jvm) throws Exception {
        check(jvm, jvm.slow ? DigestedNetwork.NARROW : DigestedNetwork.WIDE, TrainingDigests.FULL);
    }

    private static void check(Jvm jvm, DigestedNetwork network, int steps) throws Exception {
        DigestedTraining.Outcome outcome = DigestedTraining.inJvm(jvm.arguments, network, steps, 2);
        assertTrue(outcome.kernels().startsWith(jvm.kernels), jvm + ": " + outcome.kernels());
        assertEquals(
                TrainingDigests.of(network, steps),
                outcome.digest(),
                jvm + ": " + network + " after " + steps + " steps");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    void anyNumberOfThreads(int threads) {
        check(threads, TrainingDigests.shortRun(DigestedNetwork.WIDE));
    }

    /** Also shows that the run is one that learns, and so goes through numbers of all kinds. */
    @Test
    void theFullRun() {
        assertTrue(check(3, TrainingDigests.FULL) >= 0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    @Tag("exhaustive")
    void anyNumberOfThreadsForTheFullRun(int threads) {
        check(threads, TrainingDigests.FULL);
    }

    /** Returns the accuracy. */
    private static double check(int threads, int steps) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            DigestedTraining training = new DigestedTraining(DigestedNetwork.WIDE, steps);
            String digest = training.run(new Parallelism(pool, threads));
            assertEquals(TrainingDigests.of(DigestedNetwork.WIDE, steps), digest);
            assertEquals(threads > 1, pool.getStealCount() > 0, "whether other threads helped");
            return training.accuracy();
        }
    }

    /** Stopped after some steps, saved, loaded and taken up with other threads: the run that was never stopped. */
    @Property(tries = 40)
    void anyStops(@ForAll("stops") Set<Integer> stops) throws IOException {
        Path file = Files.createTempFile("digested", ".safetensors");
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            List<Parallelism> legs =
                    List.of(new Parallelism(pool, 7), Parallelism.SEQUENTIAL, new Parallelism(pool, 2));
            DigestedNetwork network = DigestedNetwork.NARROW;
            int steps = 8 * network.batchesPerEpoch();
            assertEquals(
                    new DigestedTraining(network, steps).run(Parallelism.SEQUENTIAL),
                    new DigestedTraining(network, steps).run(new TreeSet<>(stops), legs, file));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<Set<Integer>> stops() {
        return Arbitraries.integers().between(1, 39).set().ofMinSize(1).ofMaxSize(4);
    }

    /** Who adds a kind of layer or loss adds it to the run, and renews its digests. */
    @Test
    void everyKindOfLayerAndLossTakesPart() {
        for (DigestedNetwork network : DigestedNetwork.values()) {
            assertEquals(kinds(Layer.class), kindsOf(network.layers()));
        }
        assertEquals(kinds(Loss.class), kindsOf(DigestedNetwork.LOSSES));
        assertTrue(kinds(Layer.class).contains(Dense.class));
    }

    private static Set<Class<?>> kindsOf(Collection<?> objects) {
        return objects.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    /** The classes of a sealed hierarchy that have no others below them. */
    private static Set<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> below : type.getPermittedSubclasses()) {
            kinds.addAll(kinds(below));
        }
        return kinds;
    }
}
