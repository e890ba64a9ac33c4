package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.util.Optional;

/** The load on the daemon while beats are measured, the same for every sender. */
enum BackgroundLoad {
    IDLE("idle"),
    WRITES("under 10,000 parameter writes a second"),
    FADES("while 4,096 parameters fade to 8 outputs");

    private static final int WRITES_A_SECOND = 10_000;

    /** Bars: longer than any round; at 300 BPM a bar is 0.8 s. */
    private static final float FADE_BARS = 128;

    private static final int LOOK_MILLIS = 1_000;

    /**
     * Datagrams between two checks that prove the load: a launch that does not fade gives about a
     * hundred.
     */
    private static final long SURELY_ON = 300;

    private final String words;

    BackgroundLoad(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Starts the part that runs through all rounds. */
    Optional<ExternalProgram> begin(BenchmarkFolders benchmarkFolders, int port) {
        return this == WRITES
                ? Optional.of(
                        benchmarkFolders.run(
                                benchmarkFolders.compiled("flood"),
                                port,
                                WRITES_A_SECOND,
                                BenchGraph.FLOODED))
                : Optional.empty();
    }

    /**
     * Restarts the part that lasts one round.
     *
     * @param turn counts rounds from 0, so that each fades to other values than the one before; the
     *     first fades to the second clip, since the graph starts at the values of the first
     */
    void renew(DownbeatClient client, int turn) {
        if (this == FADES) {
            client.send("/track/wide/clip/" + (2 - turn % 2) + "/launch", "instant", FADE_BARS);
        }
    }

    /** Whether the load is running. */
    boolean isOn(BeatAccuracyTestDaemon stage) {
        return switch (this) {
            case IDLE -> true;
            case WRITES -> isHeard(stage.flooded());
            case FADES -> isHeard(stage.wide());
        };
    }

    private static boolean isHeard(TimestampingReceiver timestampingReceiver) {
        timestampingReceiver.forget();
        BenchmarkClock.millis(LOOK_MILLIS);
        return timestampingReceiver.count() > SURELY_ON;
    }
}
