package org.lanewise.jmh.steps;

import java.time.Duration;
import java.util.Locale;
import org.lanewise.mlp.WarmUp;
import org.lanewise.mlp.data.SyntheticDigits;

/** What a program does before it trains. */
enum StartMode {
    /** Nothing. */
    NO_WARM_UP {
        @Override
        void prepare(WarmUp warmUp) {}
    },
    /** The warm-up, on the thread that will train. */
    WARM_UP_FIRST {
        @Override
        void prepare(WarmUp warmUp) {
            warmUp.run(LIMIT);
        }
    },
    /** As the command line: it makes its data, and warms up on a second thread until the data is there. */
    WARM_UP_WHILE_MAKING_DATA {
        @Override
        void prepare(WarmUp warmUp) throws InterruptedException {
            Thread thread = new Thread(() -> warmUp.run(LIMIT), "warm-up");
            thread.setDaemon(true);
            thread.start();
            SyntheticDigits.generate(DIGITS, 0);
            warmUp.stop();
            thread.join();
        }
    };

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** As many as the command line draws by default. */
    private static final int DIGITS = 12_000;

    abstract void prepare(WarmUp warmUp) throws InterruptedException;

    /** In words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
