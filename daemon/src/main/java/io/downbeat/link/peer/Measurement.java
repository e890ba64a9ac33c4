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
 * One attempt to learn how far a session's clock is ahead of ours, by asking one of its members
 * again and again. Every round trip gives one or two numbers, of which the median is taken: a late
 * packet then counts as one vote, not by how late it was. Not thread safe.
 */
public final class Measurement {

    /** How it stands. */
    public sealed interface Pending {

        /** Numbers are still wanted. */
        record Asking() implements Pending {}

        /**
         * The session's clock is known.
         *
         * @param roundTripMicros how long an answer took, of which the offset may be half wrong
         */
        record Found(GhostOffset offset, long roundTripMicros) implements Pending {

            /** Whether it may be wrong by more than one hears. */
            boolean isDoubtful() {
                return roundTripMicros > DOUBTFUL_MICROS;
            }
        }

        /** Nobody answered, or somebody of another session did. */
        record Failed() implements Pending {}
    }

    private static final long DOUBTFUL_MICROS = 2_000;
    private static final long SILENCE_MICROS = 50_000;

    /** In a row. A peer that answers now and then is worth more patience than other peers have. */
    private static final int MOST_SILENCES = 5;

    private static final int MOST_SILENCES_IN_ALL = 100;
    private static final int ENOUGH = 101;

    /** Who answers more often than this without saying enough does not mean to. */
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

    /** When {@link #silence} is to be told, unless a pong comes first. */
    public HostMicros deadline() {
        return deadline;
    }

    /** The ping to begin with. */
    public byte[] begin(HostMicros now) {
        deadline = now.plus(SILENCE_MICROS);
        return PingPong.ping(now);
    }

    /** Nothing was heard until the deadline; the ping to go on with, if any. */
    public Optional<byte[]> silence(HostMicros now) {
        if (silences == MOST_SILENCES || silencesInAll == MOST_SILENCES_IN_ALL) {
            pending = new Pending.Failed();
            return Optional.empty();
        }
        silences++;
        silencesInAll++;
        return Optional.of(begin(now));
    }

    /** A datagram of the asked member, read at {@code now}; the ping to go on with, if any. */
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

    /** What each round trip said, in microseconds and in its order. */
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
