package io.downbeat.output;

import io.downbeat.time.HostMicros;

import java.util.random.RandomGenerator;

/** Decides when the values that were withheld from a receiver are sent to it. */
final class WithheldValuesSendTime {

    /**
     * How long a value that was withheld waits until the present one is sent. A random part is
     * added, so that two programs do not do this at the same moment for ever.
     */
    private static final long QUIET_MICROS = 150_000;

    private final RandomGenerator random;
    private HostMicros next = HostMicros.NEVER;

    WithheldValuesSendTime(RandomGenerator random) {
        this.random = random;
    }

    /** A value was withheld. Further ones do not put the time off. */
    void withhold(HostMicros now) {
        if (next.equals(HostMicros.NEVER)) {
            next = now.plus(QUIET_MICROS + random.nextLong(QUIET_MICROS));
        }
    }

    HostMicros next() {
        return next;
    }

    void stop() {
        next = HostMicros.NEVER;
    }
}
