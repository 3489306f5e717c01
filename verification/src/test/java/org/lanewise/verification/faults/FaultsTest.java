package org.lanewise.verification.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the list of faults to the code as it is now; whether tests notice them is for {@link SeededFaultsTest}. */
class FaultsTest {
    private static final int LEAST = 40;

    /** Who edits code that a fault names renews the fault. */
    @TestFactory
    Iterable<DynamicTest> standInTheCode() {
        return Faults.LIST.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> assertStandsInTheCode(fault)))
                .toList();
    }

    private static void assertStandsInTheCode(Fault fault) throws IOException {
        String source = Files.readString(Path.of("..", fault.file()));
        assertNotEquals(source, fault.applyTo(source));
    }

    @Test
    void areManyAndHaveNames() {
        assertTrue(Faults.LIST.size() >= LEAST);
        assertEquals(
                Faults.LIST.size(),
                Faults.LIST.stream().map(Fault::name).distinct().count());
    }
}
