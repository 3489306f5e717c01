package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.kernels.internal.LaneSum;

/**
 * The vector width of this run, chosen once: the machine's preference, or what {@value #PROPERTY} says.
 *
 * <p>There are no helpers here to load or to broadcast, on purpose: beyond some 18,000 nodes C2 inlines no method but those
 * of the Vector API, and the first helper that stays a call boxes its vector and spills all others around it. With a helper
 * for the broadcast, 6×4v on 512-bit vectors ran at a sixth of its speed; where the limit falls depends on the width.
 *
 * <p>A formula in a method of its own, as the elementary functions are, is inlined only where HotSpot has seen it called at
 * least once in four calls of the method around. Therefore its loop stands in a method that is entered with whole vectors
 * only ({@code …OfVectors}): beside a rest of elements, calls with many short rows would make it look rare, and it would
 * box for good. Nor is it inlined if HotSpot has compiled it by itself before the loop, to more than 2,500 bytes of code
 * (InlineSmallCode): so a formula is no longer than an exponential or a logarithm, which take half of that, and casts its
 * arguments, as it would box, and grow, where they are of no exact class; what puts two of them together is written out in the
 * loop, as short formulas are. Beside vectors of another width softplus, then a method, boxed in one JVM of eight.
 *
 * <p>A vector that is carried around a loop is of no exact class for C2, nor is what a call returned that it inlines late (in
 * large methods). A call of such a vector's own method goes by the profile of that call, and the methods of the Vector API
 * share theirs with all users of any width: where it is missing, as HotSpot skips profiling while many methods wait for C2, or
 * knows two widths, the vector is boxed in each round, for good; so it was with the micro-kernels in one JVM of three.
 * Therefore such a vector is cast by {@link #FLOATS} or {@link #DOUBLES} before its own method is called, which gives C2 the
 * exact class without a profile and costs nothing. As an argument a vector needs no cast.
 *
 * <p>A vector that was loaded or broadcast is cast, too, before a method of its own that {@code FloatVector} shares between
 * widths ({@code add}, {@code mul}, {@code fma}, …), and any before it is stored. Where the profile in that method knew two
 * widths, as of the transposition's 128 bits or of the program's own vectors beside these, Maxout's copy boxed in one JVM of
 * four, {@link RowSums} in one of thirty, and what the transposition and gelu's gradient stored in one of a dozen. What was
 * reinterpreted or converted is not cast: with casts there, tanh and GELU boxed in every JVM.
 *
 * <p>A method of {@code IntVector} that takes a number asks whether its operation is a shift. Where C2 inlines that late, it
 * keeps the call for a shift, though none is made, and boxes for it: softplus in one JVM of twenty. So numbers are broadcast
 * first, but in {@link VectorErf}, where the broadcast boxed in every JVM.
 *
 * <p>A mask is made by {@code VectorMask.fromLong}, which has one branch; {@code indexInRange} has several, and 32 bytes a
 * call, the size of a mask's array, were once allocated in a JVM under load. It is made where it is used: as the argument of a
 * method that is not inlined, a mask is boxed as a vector is, at 48 bytes.
 *
 * <p>Constants that C2 knows it does not keep in registers over a loop once it has inlined that into a method with calls,
 * but makes anew in each round; {@link VectorExp} shows what helps.
 */
public final class Lanes {
    /** 128, 256 or 512; unset: the machine's preference. */
    public static final String PROPERTY = "lanewise.vectorBits";

    /** The species of all float vectors. */
    static final VectorSpecies<Float> F = choose();

    /** The class of all float vectors. */
    static final Class<? extends FloatVector> FLOATS = F.vectorType().asSubclass(FloatVector.class);

    /** The int species of the same shape. */
    static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, F.vectorShape());

    /** The double species of the same shape, with half as many lanes. */
    static final VectorSpecies<Double> D = VectorSpecies.of(double.class, F.vectorShape());

    /** The class of all double vectors. */
    static final Class<? extends DoubleVector> DOUBLES = D.vectorType().asSubclass(DoubleVector.class);

    /** The long species of the same shape. */
    static final VectorSpecies<Long> L = VectorSpecies.of(long.class, F.vectorShape());

    /** The class of all long vectors. */
    static final Class<? extends LongVector> LONGS = L.vectorType().asSubclass(LongVector.class);

    /** The float species with as many lanes as D and L have. */
    static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(F.vectorBitSize() / 2));

    /** The class of the float vectors of half the width. */
    static final Class<? extends FloatVector> HALVES = HALF.vectorType().asSubclass(FloatVector.class);

    /** Floats in a vector. */
    static final int V = F.length();

    /** Whether loads and stores of some lanes of a vector are single instructions: so AVX-512 has them, in all widths. */
    static final boolean MASKED = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512;

    /**
     * Elements that a loop over one array takes at a time. HotSpot compiles a method well when it has been entered some
     * hundred times; a loop that runs long inside one call is replaced on the stack by code that boxes its vectors. With
     * a call for each chunk, training 784-256-128-10 reaches its speed in the first epoch instead of the fifth.
     */
    static final int CHUNK = 2048;

    private Lanes() {}

    /** The width in bits. */
    public static int bits() {
        return F.vectorBitSize();
    }

    private static VectorSpecies<Float> choose() {
        String wanted = System.getProperty(PROPERTY, "");
        return switch (wanted) {
            case "" -> widestThatLaneSumsHold();
            case "128", "256", "512" -> VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.parseInt(wanted)));
            default -> throw new IllegalStateException(PROPERTY + ": " + wanted + " (expected: 128, 256 or 512)");
        };
    }

    private static VectorSpecies<Float> widestThatLaneSumsHold() {
        int bits = Math.max(128, Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), Float.SIZE * LaneSum.LANES));
        return VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.highestOneBit(bits)));
    }
}
