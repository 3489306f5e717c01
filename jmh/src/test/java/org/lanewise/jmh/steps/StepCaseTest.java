package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.mlp.Mlp;

class StepCaseTest {
    @Property
    void parseReadsWhatToStringWrites(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 99_999) Integer> widths,
            @ForAll @IntRange(min = 1, max = 99_999) int batch,
            @ForAll Rule rule) {
        StepCase stepCase = new StepCase(new Net(widths), batch, rule);
        assertEquals(stepCase, StepCase.parse(stepCase.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7-3",
                "7-3/64",
                "7/64/gd",
                "7-3/0/gd",
                "7-0-3/64/gd",
                "7-3/64/sgd",
                "7-3/64/gd/",
                "-7-3/1/gd"
            })
    void anotherFormIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> StepCase.parse(text));
    }

    @Test
    void withoutWordsAllThirtyTwoAreSelected() {
        List<StepCase> all = StepCase.select(List.of());
        assertEquals(32, all.size());
        assertEquals(32, all.stream().distinct().count());
        assertEquals("784-256-128-10/32/gd", all.get(0).toString());
        assertEquals("1024-1024-1024-1024-10/512/adam", all.get(31).toString());
        assertEquals(8, all.stream().filter(c -> c.net().squared()).count());
    }

    @Test
    void selectedCasesComeOnce() {
        assertEquals(
                List.of(new StepCase(new Net(List.of(7, 3)), 5, Rule.ADAM)),
                StepCase.select(List.of("7-3/5/adam", "7-3/5/adam")));
    }

    @Property
    void parametersLieAsInTheModel(@ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 40) Integer> widths) {
        Net net = new Net(widths);
        Mlp model = new Mlp(net.layers());
        assertEquals(model.inputWidth(), net.inputs());
        assertEquals(model.outputWidth(), net.outputs());
        // Dense layers and activations alternate in the model.
        for (int i = 0; i < net.depth(); i++) {
            assertEquals(model.weightsOffset(2 * i), net.weightsOffset(i));
            assertEquals(model.biasOffset(2 * i), net.biasOffset(i));
        }
        assertEquals(model.parameters().length, net.weightsOffset(net.depth()));
    }

    @Test
    void partsAreSelectedInTheOrderOfTheTable() {
        assertEquals(List.of(Part.TRAINING, Part.START), Part.select(List.of("Start", "training", "START")));
        assertEquals(5, Part.select(List.of()).size());
        assertThrows(IllegalArgumentException.class, () -> Part.select(List.of("end")));
    }
}
