package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void warmUpEndsWithCompiledKernels() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            boolean compiled = false;
            while (!compiled) {
                compiled = Kernels.warmUp();
            }
        });
    }
}
