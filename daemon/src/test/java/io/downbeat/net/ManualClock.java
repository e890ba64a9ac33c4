package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

/** A clock that a test moves. */
final class ManualClock implements HostClock {
    private volatile HostMicros now = new HostMicros(0);

    @Override
    public HostMicros now() {
        return now;
    }

    void move(long micros) {
        now = now.plus(micros);
    }
}
