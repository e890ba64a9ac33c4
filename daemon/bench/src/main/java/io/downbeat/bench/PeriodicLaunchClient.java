package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscTimetag;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Launches clips at regular boundaries of the daemon, each half a period before its boundary: two
 * clips of the track {@code beat} in turns, on a grid of sixteenths. Where the daemon's beats lie
 * on the wall clock it says itself, in the time tags of an output that is switched off before
 * anything is measured.
 */
final class PeriodicLaunchClient {
    private static final long PERIOD = BenchGraph.SIXTEENTH_NANOS;
    private static final int TRIES = 60;

    /** Three periods and a third: each try meets another phase of the grid. */
    private static final int TRY_MILLIS = 167;

    private final DownbeatClient client;
    private final TimestampingReceiver tags;

    /**
     * @param tags receives the output {@code tags}
     */
    PeriodicLaunchClient(DownbeatClient client, TimestampingReceiver tags) {
        this.client = client;
        this.tags = tags;
    }

    /** A point of the daemon's grid, in nanoseconds of the wall clock. */
    long beat() {
        client.send("/output/tags/enabled", 1);
        try {
            for (int n = 0; n < TRIES; n++) {
                tags.forget();
                client.send("/track/beat/clip/1/launch", "1/16");
                BenchmarkClock.millis(TRY_MILLIS);
                OptionalLong tag =
                        tags.datagrams().stream()
                                .mapToLong(datagram -> tagOf(datagram.hex()))
                                .filter(nanos -> nanos > 0)
                                .reduce((earlier, later) -> later);
                if (tag.isPresent()) {
                    return tag.getAsLong();
                }
            }
        } finally {
            client.send("/output/tags/enabled", 0);
        }
        throw new BenchmarkException("the daemon sends no tagged bundle on its boundaries");
    }

    /**
     * Launches on this many boundaries of the grid through {@code beat}; returns two periods after
     * the last.
     */
    void play(int boundaries, long beat) {
        long now = BenchmarkClock.wallNanos();
        long first = beat + (Math.floorDiv(now - beat, PERIOD) + 2) * PERIOD;
        for (int k = 0; k < boundaries; k++) {
            BenchmarkClock.until(first + k * PERIOD - PERIOD / 2);
            client.send("/track/beat/clip/" + (1 + k % 2) + "/launch", "1/16");
        }
        BenchmarkClock.until(first + (boundaries + 2) * PERIOD);
    }

    /**
     * The time tag of a bundle, in nanoseconds of the wall clock; 0 for an immediate bundle or a
     * message.
     */
    static long tagOf(String hex) {
        ByteBuffer packet = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        if (new OscCodec().decode(packet) instanceof OscBundle bundle) {
            OscTimetag tag = bundle.timetag();
            return tag.isImmediate() ? 0 : tag.epochSeconds() * 1_000_000_000 + tag.nanos();
        }
        return 0;
    }
}
