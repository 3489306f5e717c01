package org.lanewise.jmh.scoreboard;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JVM with the vector module, the native libraries on its class path, and the environment that holds every one of
 * them to the same number of threads. Libraries read it when they are loaded, so it can't be set later.
 *
 * @param threads that each contestant may use
 * @param coreType OpenBLAS's kernels; empty: its own choice
 * @param jvmArguments added to {@code --add-modules jdk.incubator.vector}
 */
public record ForkedJvm(int threads, String coreType, List<String> jvmArguments) {
    /**
     * Runs a program to its end; its output is this process's.
     *
     * @param main its class
     * @param arguments for it
     * @throws IOException if the JVM can't be started or fails
     * @throws InterruptedException if the wait for it is interrupted
     */
    public void run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment());
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("fork: exit status " + status + " (expected: 0; its own message stands above)");
        }
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")) {
            environment.put(name, Integer.toString(threads));
        }
        environment.put("MKL_DYNAMIC", "FALSE");
        environment.put("OMP_DYNAMIC", "FALSE");
        // Threads that spin between calls would take the cores from whoever plays next.
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        // OpenBLAS's own threads know no such policy: by default they spin for 2^26 cycles after a product, and halve
        // the speed of whoever comes next. 4 is the least.
        environment.put("OPENBLAS_THREAD_TIMEOUT", "4");
        if (!coreType.isEmpty()) {
            environment.put("OPENBLAS_CORETYPE", coreType);
        }
        return environment;
    }

    // Native libraries are no part of the jar: the build puts them beside it.
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        try {
            Path home = Path.of(ForkedJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path peers = home.resolveSibling("peers");
            return Files.isDirectory(peers) ? own + File.pathSeparator + peers.resolve("*") : own;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
