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

    private static final String WIDE_SHORT = "04e2fb6b3c340b67489dbed6b4373e6c06d0c0983dbfbe56f9d7e245ea4281f2";
    private static final String WIDE_FULL = "580ed9f4528a8f52876e6f25539eb271d40d1aa947438bd263662a15a408cb74";
    private static final String NARROW_SHORT = "cf3c483ffaba0e63ee34b16c22546e31764fe8dc5a2f0264ac5451ee9208cc0a";
    private static final String NARROW_FULL = "c5cc9991f1e344e592cc96d086e2b47e4234142d917ff394cb048ee209c005ed";

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
