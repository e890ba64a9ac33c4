package io.downbeat.engine;

import io.downbeat.engine.transport.Transport;
import io.downbeat.guard.FaultGuard;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything that falls due on a beat: beats of the meter, launches and stops, ends of fades.
 *
 * <p>Each part says on which beat it is due next; nothing is stored here, so nothing can get out of
 * date when the meter, the tempo or the position changes. Parts that are due on the same beat are
 * performed in the order in which they were added. Within a part the order is its own: the launch
 * queue keeps (beat, rank, order of asking).
 */
final class BeatScheduler {

    private record Part(FaultGuard guard, Supplier<Beats> next, Consumer<Beats> perform) {
        Beats nextBeat() {
            return guard.call(next, Beats.never());
        }
    }

    private final Transport transport;
    private final FaultGuard positionGuard;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param positionGuard guards the transport, which says when a beat comes
     */
    BeatScheduler(Transport transport, FaultGuard positionGuard) {
        this.transport = transport;
        this.positionGuard = positionGuard;
    }

    /**
     * Adds a part, behind all others of the same beat.
     *
     * @param guard catches what the part throws; out of service, the part is never due
     * @param next the beat on which the part is due next, or {@link Beats#never}
     * @param perform performs what is due on that beat, and moves {@code next} behind it
     */
    void add(FaultGuard guard, Supplier<Beats> next, Consumer<Beats> perform) {
        parts.add(new Part(guard, next, perform));
    }

    /**
     * The beat on which something is due next; {@link Beats#never} while the transport is stopped.
     */
    Beats next() {
        Beats next = Beats.never();
        if (transport.playing()) {
            for (Part part : parts) {
                next = next.orEarlier(part.nextBeat());
            }
        }
        return next;
    }

    /** The time of {@link #next}, or never. */
    HostMicros nextTime() {
        return timeOf(next());
    }

    /** The time at which a beat comes, or never while the transport is stopped. */
    HostMicros timeOf(Beats beat) {
        return beat.equals(Beats.never())
                ? HostMicros.NEVER
                : positionGuard.call(() -> transport.momentOf(beat), HostMicros.NEVER);
    }

    /** Performs the first part that is due on this beat, which is {@link #next}. */
    void perform(Beats at) {
        for (Part part : parts) {
            if (part.nextBeat().equals(at)) {
                part.guard().run(() -> part.perform().accept(at));
                return;
            }
        }
    }
}
