package io.downbeat.engine.transport;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds the tempo of taps. */
final class TapTempo {

    /** The fewest taps that make a tempo: two distances, so that one wrong tap shows. */
    private static final int LEAST_TAPS = 3;

    /** The most taps of which the mean is taken: two bars of 4/4. */
    private static final int MOST_TAPS = 8;

    /** A pause after which counting begins again: one beat at 30 bpm. */
    private static final long LONGEST_PAUSE_MICROS = 2_000_000;

    /** Taps closer than this are one: a button that bounces, or a message that arrived twice. */
    private static final long BOUNCE_MICROS = 30_000;

    /** Distances that differ by less than this share agree; people tap no more exactly. */
    private static final double LARGEST_SPREAD = 0.05;

    /** The least difference of a new tempo, as a share. Below it, taps refine the old one. */
    private static final double LEAST_CHANGE = 0.02;

    private final Deque<HostMicros> taps = new ArrayDeque<>();
    private HostMicros lastTapAt = HostMicros.NEVER;

    /**
     * Adds a tap and returns the tempo, from the third tap on: the mean of the distances. Three
     * taps that agree with each other but not with those before begin a new tempo.
     */
    Optional<Tempo> tap(HostMicros at) {
        boolean isSame = at.since(lastTapAt) <= BOUNCE_MICROS;
        lastTapAt = at;
        if (isSame && !taps.isEmpty()) {
            return Optional.empty();
        }
        if (!taps.isEmpty() && at.since(taps.getLast()) > LONGEST_PAUSE_MICROS) {
            taps.clear();
        }
        taps.addLast(at);
        if (taps.size() > MOST_TAPS) {
            taps.removeFirst();
        }
        if (isNewTempo()) {
            while (taps.size() > LEAST_TAPS) {
                taps.removeFirst();
            }
        }
        return taps.size() < LEAST_TAPS
                ? Optional.empty()
                : Optional.of(Tempo.clamped(60e6 / distance(0, taps.size() - 1)));
    }

    /** The taps that count, the oldest first. */
    List<HostMicros> taps() {
        return List.copyOf(taps);
    }

    /** When the last tap came, also one that does not count. */
    HostMicros lastTap() {
        return lastTapAt;
    }

    void restore(List<HostMicros> earlier, HostMicros last) {
        taps.clear();
        taps.addAll(earlier);
        lastTapAt = last;
    }

    /** Whether the last three taps agree with each other but not with those before. */
    private boolean isNewTempo() {
        int last = taps.size() - 1;
        if (last < LEAST_TAPS) {
            return false;
        }
        double mean = distance(last - 2, last);
        double spread = Math.abs(distance(last - 1, last) - distance(last - 2, last - 1));
        double change = Math.abs(distance(0, last - 2) - mean);
        return spread <= LARGEST_SPREAD * mean && change > Math.max(LEAST_CHANGE * mean, spread);
    }

    /** The mean distance from one tap to a later one, in microseconds. */
    private double distance(int from, int to) {
        List<HostMicros> all = List.copyOf(taps);
        return (double) all.get(to).since(all.get(from)) / (to - from);
    }
}
