package io.downbeat.link.peer;

import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.LinkRounding;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PingPong;
import io.downbeat.link.wire.PingPong.Pong;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One measurement of how far a session's clock is ahead of the host's, by repeated pings to one of
 * its members. Each round trip gives one or two samples; the result is their median, so a late
 * packet counts as one sample and not by its delay.
 */
public final class Measurement {

    /** The state of a measurement. */
    public sealed interface Pending {

        /** More samples are needed. */
        record Asking() implements Pending {}

        /**
         * The offset of the session's clock.
         *
         * @param roundTripMicros the duration of a round trip; the offset may be wrong by half of
         *     it
         */
        record Found(GhostOffset offset, long roundTripMicros) implements Pending {

            /** Whether the offset may be wrong by an audible amount. */
            boolean isDoubtful() {
                return roundTripMicros > DOUBTFUL_MICROS;
            }
        }

        /** No member answered, or a member of another session did. */
        record Failed() implements Pending {}
    }

    private static final long DOUBTFUL_MICROS = 2_000;
    private static final long SILENCE_MICROS = 50_000;

    /**
     * Pings without an answer in a row. Other implementations give up sooner; a slow peer is worth
     * the wait.
     */
    private static final int MOST_SILENCES = 5;

    private static final int MOST_SILENCES_IN_ALL = 100;
    private static final int ENOUGH = 101;

    /** Answers: a peer that answers so often without enough samples is faulty. */
    private static final int MOST_PONGS = 500;

    private final NodeId session;
    private final double[] offsets = new double[ENOUGH + 1];
    private final double[] roundTrips = new double[ENOUGH];
    private int known;
    private int trips;
    private int pongs;
    private int silences;
    private int silencesInAll;
    private HostMicros deadline = HostMicros.NEVER;
    private Pending pending = new Pending.Asking();

    public Measurement(NodeId session) {
        this.session = session;
    }

    public Pending pending() {
        return pending;
    }

    /** When {@link #onTimeout} is to be called, unless a pong arrives before. */
    public HostMicros deadline() {
        return deadline;
    }

    /** The first ping. */
    public byte[] begin(HostMicros now) {
        deadline = now.plus(SILENCE_MICROS);
        return PingPong.ping(now);
    }

    /** No answer came by the deadline; returns the next ping, if any. */
    public Optional<byte[]> onTimeout(HostMicros now) {
        if (silences == MOST_SILENCES || silencesInAll == MOST_SILENCES_IN_ALL) {
            pending = new Pending.Failed();
            return Optional.empty();
        }
        silences++;
        silencesInAll++;
        return Optional.of(begin(now));
    }

    /** A datagram of the measured member, read at {@code now}; returns the next ping, if any. */
    public Optional<byte[]> onDatagram(ByteBuffer datagram, HostMicros now) {
        return PingPong.readPong(datagram).flatMap(pong -> onDatagram(pong, now));
    }

    private Optional<byte[]> onDatagram(Pong pong, HostMicros now) {
        pongs++;
        silences = 0;
        if (!pong.session().equals(session) || pongs > MOST_PONGS) {
            pending = new Pending.Failed();
            return Optional.empty();
        }
        learn(pong, now);
        if (known >= ENOUGH) {
            pending = conclusion();
        }
        deadline = now.plus(SILENCE_MICROS);
        return Optional.of(PingPong.ping(now, pong.ghost()));
    }

    private void learn(Pong pong, HostMicros now) {
        double ghost = pong.ghost().micros();
        double pinged = pong.pinged().micros();
        double previous = pong.previous().micros();
        if (ghost == 0 || pinged == 0) {
            return;
        }
        offsets[known++] = ghost - (now.micros() + pinged) / 2;
        roundTrips[trips++] = now.micros() - pinged;
        if (previous != 0) {
            offsets[known++] = (ghost + previous) / 2 - pinged;
        }
    }

    private Pending conclusion() {
        double median = median(offsets());
        return GhostOffset.isCredible(median)
                ? new Pending.Found(
                        new GhostOffset(LinkRounding.nearest(median)),
                        LinkRounding.nearest(median(Arrays.copyOf(roundTrips, trips))))
                : new Pending.Failed();
    }

    /** The samples, in microseconds and in order. */
    double[] offsets() {
        return Arrays.copyOf(offsets, known);
    }

    static double median(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
