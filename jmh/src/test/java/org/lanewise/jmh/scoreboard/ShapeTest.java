package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.kernels.Transpose;

class ShapeTest {
    @Property
    void whatIsPrintedIsReadBack(
            @ForAll @IntRange(min = 1, max = 99_999) int m,
            @ForAll @IntRange(min = 1, max = 99_999) int n,
            @ForAll @IntRange(min = 1, max = 99_999) int k,
            @ForAll Transpose transA,
            @ForAll Transpose transB) {
        Shape shape = new Shape(m, n, k, transA, transB);
        assertEquals(shape, Shape.parse(shape.toString()));
    }

    @Test
    void transposedMatricesAreStoredTheOtherWayRound() {
        Shape shape = Shape.parse("2x3x5:TT");
        assertEquals(2, shape.lda());
        assertEquals(5, shape.ldb());
        Shape plain = Shape.parse("2x3x5");
        assertEquals(5, plain.lda());
        assertEquals(3, plain.ldb());
    }

    @Test
    void operationsDoNotOverflowInt() {
        assertEquals(17_179_869_184L, Shape.parse("2048x2048x2048").operations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1x2", "0x1x1", "-1x2x3", "1x2x3:T", "1x2x3:XN", "100000x1x1", "1x2x3x4"})
    void anotherFormIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Shape.parse(text));
    }

    @Test
    void setsAndShapesAreSelectedOnceEach() {
        List<Shape> selected = ShapeSet.select(List.of("Odd", "1x2x3", "127x129x131"));
        assertEquals(
                List.of("33x77x55", "127x129x131", "1x2x3"),
                selected.stream().map(Shape::toString).toList());
        assertEquals(31, ShapeSet.select(List.of()).size());
    }
}
