package org.lanewise.verification;

/**
 * The SHA-256 of {@link DigestedTraining} on any machine, JVM and number of threads.
 *
 * <p>They may change only with what the run computes: its network, its data, a formula, an initialisation, a random
 * stream; and then the changelog says that results have changed. A machine, a JVM option or a number of threads with
 * digests of its own is a defect, to be mended and not written down here. To renew them, take those that
 * {@link DigestedTrainingTest} shows, with the profile exhaustive, for the JVM named portable: that kernel set is the
 * specification. NARROW_FULL is that of the JVM named "-Xint, portable".
 */
final class TrainingDigests {
    /** Steps of the full run. */
    static final int FULL = 1000;

    private static final String WIDE_SHORT = "2df4c33dade91568a64b3eb6a96eb504d5c1aef43d611c91e6535f621e8150e1";
    private static final String WIDE_FULL = "134367507bd956b89a8090fbc81c46df30a6b243b8a4b6752002ce8bfe1a1377";
    private static final String NARROW_SHORT = "b5291532d406d52af6d914e69610baf623e5688e1b668e409f76537beb1fe700";
    private static final String NARROW_FULL = "4d5d587be59f7e517a2b3e3b63a65c3cb1f9870e53e6b10093da0329e376eeb6";

    private TrainingDigests() {}

    /** Steps of a run of a second or so: one epoch. */
    static int shortRun(DigestedNetwork network) {
        return network.batchesPerEpoch();
    }

    /** The digest after {@link #FULL} steps, or after a {@link #shortRun}. */
    static String of(DigestedNetwork network, int steps) {
        boolean full = steps == FULL;
        assert full || steps == shortRun(network);
        return switch (network) {
            case WIDE -> full ? WIDE_FULL : WIDE_SHORT;
            case NARROW -> full ? NARROW_FULL : NARROW_SHORT;
        };
    }
}
