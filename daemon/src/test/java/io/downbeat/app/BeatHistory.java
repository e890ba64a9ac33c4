package io.downbeat.app;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Remembers where the beats of a running daemon were, so that a moment that has passed has a
 * position.
 */
@SuppressWarnings("try") // close() waits, so it may be interrupted.
final class BeatHistory implements AutoCloseable {
    private static final long GAP_NANOS = 1_000_000;

    /**
     * A thread of this process that waits so much longer than it asked for shows a busy computer.
     */
    private static final long LONGEST_HALT_MICROS = 60_000;

    private static final long STEADY_MICROS = 1_000_000;

    private record From(HostMicros at, TransportState transport) {}

    private final RunningDaemon daemon;
    private final List<From> known = new ArrayList<>();
    private final List<HostMicros> halts = new ArrayList<>();
    private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);
    private volatile boolean closed;

    BeatHistory(RunningDaemon daemon) {
        this.daemon = daemon;
        known.add(new From(new SystemHostClock().now(), daemon.transport()));
        reader.start();
    }

    /** The transport as it was at a moment, to a millisecond or two. */
    synchronized TransportState at(HostMicros moment) {
        From found = known.getFirst();
        for (From from : known) {
            if (!from.at().isAfter(moment)) {
                found = from;
            }
        }
        return found.transport();
    }

    /**
     * Whether this process, and so the daemon in it, ran without a halt for a while before a
     * moment.
     */
    synchronized boolean steadyBefore(HostMicros moment) {
        return halts.stream()
                .mapToLong(moment::since)
                .noneMatch(ago -> ago > -LONGEST_HALT_MICROS && ago < STEADY_MICROS);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join();
    }

    private void read() {
        HostMicros last = new SystemHostClock().now();
        while (!closed) {
            TransportState transport = daemon.transport();
            HostMicros now = new SystemHostClock().now();
            synchronized (this) {
                if (now.since(last) > LONGEST_HALT_MICROS) {
                    halts.add(now);
                }
                if (!transport.equals(known.getLast().transport())) {
                    known.add(new From(now, transport));
                }
            }
            last = now;
            LockSupport.parkNanos(GAP_NANOS);
        }
    }
}
