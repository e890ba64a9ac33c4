package io.downbeat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A daemon with a receiver for the boundaries of the track {@code beat}, and one for the output
 * that says where its beats lie.
 */
final class BoundaryTestDaemon implements AutoCloseable {
    /** Less than half a period ahead, so that nothing is sent at a boundary. */
    private static final int LOOKAHEAD_MILLIS = 15;

    private final TimestampingReceiver beats;
    private final TimestampingReceiver tags;
    private final DaemonUnderTest daemon;

    private BoundaryTestDaemon(
            TimestampingReceiver beats, TimestampingReceiver tags, DaemonUnderTest daemon) {
        this.beats = beats;
        this.tags = tags;
        this.daemon = daemon;
    }

    /**
     * Starts a daemon with a graph of {@link BenchGraph}.
     *
     * @param options further options, such as a port for HTTP
     */
    static BoundaryTestDaemon start(BenchmarkFolders folder, Path graph, String... options) {
        TimestampingReceiver beats = TimestampingReceiver.on(folder, 1);
        TimestampingReceiver tags = TimestampingReceiver.on(folder, 1);
        try {
            String tagged =
                    ",nodes=beat,timetag=boundary,enabled=off,lookahead_ms=" + LOOKAHEAD_MILLIS;
            List<String> all = new ArrayList<>(List.of(options));
            all.add(BeatAccuracyTestDaemon.output("beat", beats.port(1), ",nodes=beat"));
            all.add(BeatAccuracyTestDaemon.output("tags", tags.port(1), tagged));
            DaemonUnderTest daemon =
                    DaemonUnderTest.start(folder, graph, all.toArray(String[]::new));
            return new BoundaryTestDaemon(beats, tags, daemon);
        } catch (BenchmarkException refused) {
            tags.close();
            beats.close();
            throw refused;
        }
    }

    DaemonUnderTest daemon() {
        return daemon;
    }

    /** A point of the daemon's grid of sixteenths, in nanoseconds of the wall clock. */
    long beat() {
        return performer().beat();
    }

    /** Launches clips on this many boundaries. Returns how late they were. */
    Samples played(int boundaries, long beat) {
        beats.forget();
        performer().play(boundaries, beat);
        return late(beat);
    }

    /** Waits while the daemon plays by itself. Returns how late the boundaries were. */
    Samples heard(long millis, long beat) {
        beats.forget();
        BenchmarkClock.millis(millis);
        return late(beat);
    }

    private PeriodicLaunchClient performer() {
        return new PeriodicLaunchClient(daemon.client(), tags);
    }

    /** How far the boundaries that arrived are from the daemon's own grid. */
    private Samples late(long beat) {
        long[] arrivals =
                beats.stamps().stream().mapToLong(TimestampingReceiver.Stamp::at).toArray();
        if (arrivals.length == 0) {
            throw new BenchmarkException("no boundary of the daemon was received");
        }
        return BeatAccuracyRoundResult.of(arrivals, BenchGraph.SIXTEENTH_NANOS, Optional.of(beat))
                .late()
                .orElseThrow();
    }

    @Override
    public void close() {
        daemon.close();
        tags.close();
        beats.close();
    }
}
