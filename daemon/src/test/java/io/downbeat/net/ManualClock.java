package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

/** A clock that moves when it is told. */
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
