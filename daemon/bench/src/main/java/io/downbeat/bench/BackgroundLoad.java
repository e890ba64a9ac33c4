package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.util.Optional;

/** What goes on beside the boundaries, whoever plays them. */
enum BackgroundLoad {
    IDLE("idle"),
    WRITES("under 10,000 parameter writes a second"),
    FADES("while 4,096 parameters fade to 8 outputs");

    private static final int WRITES_A_SECOND = 10_000;

    /** Longer than anyone's round: at 300 beats a minute a bar is 0.8 s. */
    private static final float FADE_BARS = 128;

    private static final int LOOK_MILLIS = 1_000;

    /** Datagrams in that time; a launch that does not fade is some hundred. */
    private static final long SURELY_ON = 300;

    private final String words;

    BackgroundLoad(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Starts what runs through all rounds. */
    Optional<ExternalProgram> begin(BenchmarkFolder benchmarkFolder, int port) {
        return this == WRITES
                ? Optional.of(
                        benchmarkFolder.run(
                                benchmarkFolder.compiled("flood"),
                                port,
                                WRITES_A_SECOND,
                                BenchGraph.FLOODED))
                : Optional.empty();
    }

    /**
     * Starts anew what lasts for one player's round.
     *
     * @param turn counts them from 0, so that each fades to where the last one did not; the first
     *     to the second clip, since the graph stands at the values of the first
     */
    void renew(DownbeatClient client, int turn) {
        if (this == FADES) {
            client.send("/track/wide/clip/" + (2 - turn % 2) + "/launch", "instant", FADE_BARS);
        }
    }

    /** Whether what it promises goes on. */
    boolean isOn(BeatAccuracySetup stage) {
        return switch (this) {
            case IDLE -> true;
            case WRITES -> isHeard(stage.flooded());
            case FADES -> isHeard(stage.wide());
        };
    }

    private static boolean isHeard(TimestampingReceiver timestampingReceiver) {
        timestampingReceiver.forget();
        Sleep.millis(LOOK_MILLIS);
        return timestampingReceiver.count() > SURELY_ON;
    }
}
