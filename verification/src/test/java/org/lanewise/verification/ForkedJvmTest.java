package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkedJvmTest {
    /** A program for a JVM of its own that hangs. */
    static final class Hanging {
        private Hanging() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofHours(1));
        }
    }

    /** A program for a JVM of its own that fails. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] arguments) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void whatHangsIsKilledAndSaysSo() {
        AssertionError killed = assertTimeoutPreemptively(
                Duration.ofMinutes(5),
                () -> assertThrows(
                        AssertionError.class, () -> ForkedJvm.run(Duration.ofSeconds(2), List.of(), Hanging.class)));
        assertTrue(killed.getMessage().startsWith("Hanging: killed after PT2S, output:"), killed::getMessage);
    }

    @Test
    void whatFailsHasItsOutput() throws Exception {
        ForkedJvm failed = ForkedJvm.run(Duration.ofMinutes(2), List.of(), Failing.class);
        assertEquals(1, failed.exitCode());
        assertTrue(failed.output().contains("IllegalStateException: on purpose"), failed::output);
    }
}
