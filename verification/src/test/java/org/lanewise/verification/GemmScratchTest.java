package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Transpose;

/** What a thread keeps for products is some megabytes, whatever their shape. */
class GemmScratchTest {
    private static final int ROWS = 1 << 20;
    private static final int COLUMNS = 2;
    private static final long SOME_MEGABYTES = 8 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final float[] a = new float[ROWS];
    private final float[] b = {2, 3};
    private final float[] c = new float[ROWS * COLUMNS];

    /** A copy of A whose rows are one element long, and each padded. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isBoundedWhereRowsAreShort() {
        Arrays.fill(a, 1);
        // Vector code allocates until it is compiled, and that is not what counts here.
        while (allocatedBy(1 << 10) > 0) {
            Thread.onSpinWait();
        }
        long allocated = allocatedBy(ROWS);
        assertTrue(allocated < SOME_MEGABYTES, () -> allocated + " bytes");
        assertEquals(3, c[c.length - 1]);
    }

    private long allocatedBy(int rows) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Gemm.gemm(Transpose.YES, Transpose.NO, rows, COLUMNS, 1, 1, a, 0, rows, b, 0, COLUMNS, 0, c, 0, COLUMNS);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
