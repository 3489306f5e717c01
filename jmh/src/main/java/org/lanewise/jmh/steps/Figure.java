package org.lanewise.jmh.steps;

/**
 * What one fork measured of one contestant at one item of a part.
 *
 * @param part the part
 * @param item such as a training case or a function
 * @param contestant whose name
 * @param measure what the value is, with its unit
 * @param value the figure
 */
public record Figure(Part part, String item, String contestant, String measure, double value) {
    /** Samples trained a second. */
    public static final String SAMPLES = "samples/s";

    /** Elements computed a second. */
    public static final String ELEMENTS = "elements/s";

    /** Bytes moved a second. */
    public static final String BYTES = "bytes/s";

    /** Seconds that half of the calls take at most. */
    public static final String P50 = "p50 s";

    /** Seconds that 99 of 100 calls take at most. */
    public static final String P99 = "p99 s";

    /** Seconds from the start of the JVM. */
    public static final String START = "start s";
}
