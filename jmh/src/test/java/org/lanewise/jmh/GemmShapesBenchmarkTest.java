package org.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.jmh.scoreboard.Shape;
import org.lanewise.jmh.scoreboard.ShapeSet;
import org.openjdk.jmh.annotations.Param;

class GemmShapesBenchmarkTest {
    @Test
    void theShapesAreTheScoreboards() throws NoSuchFieldException {
        Param shapes = GemmShapesBenchmark.class.getField("shape").getAnnotation(Param.class);
        assertEquals(ShapeSet.select(List.of()).stream().map(Shape::toString).toList(), List.of(shapes.value()));
    }
}
