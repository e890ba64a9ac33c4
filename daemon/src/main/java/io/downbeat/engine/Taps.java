package io.downbeat.engine;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A hand that taps the beat. Owned by the transport. Not thread safe. */
final class Taps {

    private static final int ENOUGH = 3;
    private static final int REMEMBERED = 8;
    private static final long FORGOTTEN_AFTER_MICROS = 2_000_000;

    private final Deque<HostMicros> taps = new ArrayDeque<>();

    /** The tempo that the taps so far mean: the mean of their distances, from the third on. */
    Optional<Tempo> tap(HostMicros at) {
        if (!taps.isEmpty() && at.since(taps.getLast()) > FORGOTTEN_AFTER_MICROS) {
            taps.clear();
        }
        taps.addLast(at);
        if (taps.size() > REMEMBERED) {
            taps.removeFirst();
        }
        long span = taps.getLast().since(taps.getFirst());
        if (taps.size() < ENOUGH || span <= 0) {
            return Optional.empty();
        }
        return Optional.of(Tempo.clamped(60e6 * (taps.size() - 1) / span));
    }
}
