package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleHook;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.PackedMatrix;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;
import org.lanewise.testing.CaseCounts;

/** Who adds a kernel adds it to the tests that hold what all kernels promise: these fail until then. */
class CoverageTest {
    private static final Path ROOT = Path.of("..");

    /** Every kernel of the seam is in a test that compares the two sets bit for bit. */
    @Test
    void everyKernelIsComparedBitForBit() throws Exception {
        List<Class<?>> tests = new ArrayList<>();
        for (String name : classesIn("verification/src/test/java/org/lanewise/verification")) {
            if (name.startsWith("SameBits")) {
                tests.add(Class.forName(getClass().getPackageName() + "." + name));
            }
        }
        for (Class<?> test : tests) {
            References used = References.of(List.of(test));
            for (Class<?> set : List.of(PortableKernels.class, SimdKernels.class)) {
                assertTrue(used.contain(set.getField("SET")), () -> test + " does not use " + set);
            }
        }
        References called = References.of(tests);
        List<Method> kernels = new ArrayList<>();
        for (RecordComponent component : KernelSet.class.getRecordComponents()) {
            for (Method method : component.getType().getDeclaredMethods()) {
                // A warm-up takes nothing and computes nothing.
                boolean computes = method.getParameterCount() > 0;
                if (component.getType().isInterface() && Modifier.isAbstract(method.getModifiers()) && computes) {
                    kernels.add(method);
                }
            }
        }
        assertTrue(kernels.size() >= 40, "kernels: " + kernels.size());
        assertEquals(
                List.of(),
                kernels.stream().filter(kernel -> !called.contain(kernel)).toList(),
                "in no SameBits*Test");
        System.out.println("CoverageTest: " + kernels.size() + " kernels of the seam");
    }

    /** Every public method that takes an array of floats is in the program that counts what calls allocate. */
    @Test
    void everyPublicKernelIsWatchedForAllocation() throws Exception {
        References called = References.of(List.of(AllocationProbe.class));
        // Makes a copy, which is its result.
        Method pack = Arrays.stream(PackedMatrix.class.getMethods())
                .filter(method -> method.getName().equals("pack"))
                .findFirst()
                .orElseThrow();
        List<Method> kernels = new ArrayList<>();
        for (String name : classesIn("kernels/src/main/java/org/lanewise/kernels")) {
            Class<?> type = Class.forName(Gemm.class.getPackageName() + "." + name);
            for (Method method : Modifier.isPublic(type.getModifiers()) ? type.getDeclaredMethods() : new Method[0]) {
                int publicStatic = Modifier.PUBLIC | Modifier.STATIC;
                if ((method.getModifiers() & publicStatic) == publicStatic
                        && Arrays.asList(method.getParameterTypes()).contains(float[].class)
                        && !method.equals(pack)) {
                    kernels.add(method);
                }
            }
        }
        assertTrue(kernels.size() >= 40, "kernels: " + kernels.size());
        assertEquals(
                List.of(),
                kernels.stream().filter(kernel -> !called.contain(kernel)).toList(),
                "not in AllocationProbe");
        System.out.println("CoverageTest: " + kernels.size() + " public kernels");
    }

    /** A name of no class among the services, such as an old build's, makes jqwik leave out all of them, and say nothing. */
    @Test
    void propertiesAreCounted() {
        assertEquals(
                List.of(CaseCounts.class),
                ServiceLoader.load(LifecycleHook.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .filter(type -> type.getName().startsWith("org.lanewise."))
                        .toList());
    }

    private static List<String> classesIn(String directory) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList();
        }
    }
}
