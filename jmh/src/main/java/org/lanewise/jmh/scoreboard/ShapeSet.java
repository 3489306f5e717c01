package org.lanewise.jmh.scoreboard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The shapes of the scoreboard, by what they stand for in a multi-layer perceptron. */
public enum ShapeSet {
    /** From one tile to far beyond the caches. */
    SQUARES(
            "16x16x16",
            "33x33x33",
            "64x64x64",
            "100x100x100",
            "128x128x128",
            "200x200x200",
            "256x256x256",
            "512x512x512",
            "1024x1024x1024",
            "2048x2048x2048"),
    /** A layer's forward pass over a batch. */
    LAYERS("32x256x784", "64x512x784", "128x512x512", "256x1024x1024", "512x128x256"),
    /** One or a few samples: every weight is used once or a few times. */
    SKINNY("1x256x784", "1x1024x1024", "4x512x512", "8x512x512", "16x1024x1024"),
    /** A last layer: few outputs per sample. */
    NARROW("128x10x256", "1024x10x512", "512x1x128"),
    /** Backpropagation: the weights' gradient Xᵀ·G (TN) and the input's gradient G·Wᵀ (NT). */
    BACKWARD("784x256x64:TN", "1024x1024x32:TN", "512x10x128:TN", "64x784x256:NT", "32x1024x1024:NT", "128x512x10:NT"),
    /** Sizes that no tile divides. */
    ODD("33x77x55", "127x129x131");

    private final List<Shape> shapes;

    ShapeSet(String... shapes) {
        this.shapes = List.of(shapes).stream().map(Shape::parse).toList();
    }

    /**
     * The shapes of this set.
     *
     * @return the shapes, in the order of the scoreboard
     */
    public List<Shape> shapes() {
        return shapes;
    }

    /**
     * The shapes that a list of words names; no word names all.
     *
     * @param words names of sets, in any case, or shapes as {@link Shape#parse} reads them
     * @return each shape once
     * @throws IllegalArgumentException if a word is neither
     */
    public static List<Shape> select(List<String> words) {
        Set<Shape> selected = new LinkedHashSet<>();
        for (String word : words) {
            selected.addAll(named(word));
        }
        if (words.isEmpty()) {
            for (ShapeSet set : values()) {
                selected.addAll(set.shapes);
            }
        }
        return new ArrayList<>(selected);
    }

    private static List<Shape> named(String word) {
        for (ShapeSet set : values()) {
            if (set.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
                return set.shapes;
            }
        }
        return List.of(Shape.parse(word));
    }
}
