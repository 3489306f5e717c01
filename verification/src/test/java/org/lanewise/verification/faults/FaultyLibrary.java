package org.lanewise.verification.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.lanewise.kernels.Gemm;
import org.lanewise.mlp.Mlp;
import org.lanewise.testing.CaseCounts;
import org.lanewise.verification.GradientCheck;

/**
 * The library and its tests once more, in a class loader of their own, with a defect compiled into it. What is not of
 * the library (JUnit, jqwik, EJML, the JDK, and what counts the cases of properties) is shared.
 */
final class FaultyLibrary extends URLClassLoader {
    private static final Path ROOT = Path.of("..");
    private static final String SHARED = CaseCounts.class.getPackageName() + ".";
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final List<Path> CLASSES = List.of(
            locationOf(Gemm.class), locationOf(Mlp.class), locationOf(GradientCheck.class), locationOf(Fault.class));
    private static final List<Path> TESTS =
            List.of(ROOT.resolve("mlp/target/test-classes"), ROOT.resolve("kernels/target/test-classes"));

    private FaultyLibrary(List<URL> urls) {
        super(urls.toArray(URL[]::new), FaultyLibrary.class.getClassLoader());
    }

    /**
     * The library with a defect.
     *
     * @param fault the defect, or null for the library as it is
     * @param directory where its classes go
     */
    static FaultyLibrary with(Fault fault, Path directory) throws IOException {
        List<URL> urls = new ArrayList<>();
        if (fault != null) {
            compile(fault, directory);
            urls.add(directory.toUri().toURL());
        }
        for (Path path : CLASSES) {
            urls.add(path.toUri().toURL());
        }
        for (Path path : TESTS) {
            urls.add(path.toUri().toURL());
        }
        return new FaultyLibrary(urls);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.lanewise.") || name.startsWith(SHARED)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    /** Compiles the defect, and what of its module may hold constants of the same class. */
    private static void compile(Fault fault, Path directory) throws IOException {
        Path file = ROOT.resolve(fault.file());
        Path sources = ROOT.resolve(fault.file().substring(0, fault.file().indexOf("/org/lanewise/")));
        List<JavaFileObject> units = new ArrayList<>();
        units.add(new Source(file, fault.applyTo(Files.readString(file))));
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path other :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(other);
                if (!Files.isSameFile(other, file)
                        && text.contains(fault.className())
                        && !other.endsWith("module-info.java")) {
                    units.add(new Source(other, text));
                }
            }
        }
        String classPath =
                CLASSES.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath,
                "-d",
                directory.toString());
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            if (!COMPILER.getTask(messages, manager, null, options, null, units).call()) {
                throw new AssertionError(fault.name() + " does not compile: " + messages);
            }
        }
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(file.toAbsolutePath().normalize().toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
