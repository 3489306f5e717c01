package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleProductTest {
    @Test
    void acceptsAProductDoneByHand() {
        Operands operands =
                new Operands(Shape.parse("2x2x3"), new float[] {1, 2, 3, 4, 5, 6}, new float[] {7, 8, 9, 10, 11, 12});
        new DoubleProduct(operands).check("hand", new float[] {58, 64, 139, 154});
    }

    @ParameterizedTest
    @ValueSource(strings = {"33x7x5", "5x33x7:TN", "4x9x17:NT", "6x3x11:TT", "1x8x40", "9x1x40"})
    void acceptsLanewiseAndEjmlInEveryTransposition(String text) {
        Operands operands = Operands.random(Shape.parse(text));
        DoubleProduct expected = new DoubleProduct(operands);
        for (Contestant contestant : new Contestant[] {new LanewiseContestant(1), new EjmlContestant(1)}) {
            try (Product product = contestant.prepare(operands).get(0)) {
                product.run(2);
                expected.check(contestant.name(), product.result());
            }
        }
    }

    @Test
    void refusesAnErrorBeyondTheBound() {
        Operands operands = new Operands(Shape.parse("1x2x1"), new float[] {1}, new float[] {1, 1});
        DoubleProduct expected = new DoubleProduct(operands);
        expected.check("one unit in the last place below one", new float[] {1, Math.nextDown(1f)});
        ArithmeticException thrown = assertThrows(
                ArithmeticException.class, () -> expected.check("Guess", new float[] {1, Math.nextUp(1f)}));
        assertTrue(thrown.getMessage().startsWith("Guess, 1x2x1: C[0, 1] is "), thrown.getMessage());
    }

    @Test
    void refusesWhatWasNeverWritten() {
        Operands operands = Operands.random(Shape.parse("3x4x5"));
        try (Product product = new LanewiseContestant(1).prepare(operands).get(0)) {
            DoubleProduct expected = new DoubleProduct(operands);
            assertThrows(ArithmeticException.class, () -> expected.check("idle", product.result()));
        }
    }

    @Test
    void operandsAreTheSameEachTime() {
        Operands first = Operands.random(Shape.parse("3x4x5"));
        Operands second = Operands.random(Shape.parse("3x4x5"));
        assertEquals(first.a()[14], second.a()[14]);
        assertEquals(first.b()[19], second.b()[19]);
    }
}
