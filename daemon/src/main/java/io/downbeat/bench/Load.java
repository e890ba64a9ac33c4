package io.downbeat.bench;

import io.downbeat.client.DownbeatClient;

import java.util.Optional;

/** What goes on beside the boundaries, whoever plays them. */
enum Load {
    IDLE("idle"),
    WRITES("under 10,000 parameter writes a second"),
    FADES("while 4,096 parameters fade to 8 outputs");

    private static final int WRITES_A_SECOND = 10_000;

    /** Longer than any round: at 300 beats a minute a bar is 0.8 s. */
    private static final float FADE_BARS = 64;

    private static final int LOOK_MILLIS = 1_000;

    /** A second of fading is thousands of datagrams; a launch that does not fade some ninety. */
    private static final long SURELY_FADING = 1_000;

    private final String words;

    Load(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Starts what runs through all rounds. */
    Optional<Running> begin(Workshop workshop, int port) {
        return this == WRITES
                ? Optional.of(
                        workshop.run(
                                workshop.compiled("flood"),
                                port,
                                WRITES_A_SECOND,
                                BenchGraph.FLOODED))
                : Optional.empty();
    }

    /** Starts anew what lasts for one round. */
    void renew(DownbeatClient client, int round) {
        if (this == FADES) {
            client.send("/track/wide/clip/" + (1 + round % 2) + "/launch", "instant", FADE_BARS);
        }
    }

    /** Whether what it promises goes on, seen by who hears the other outputs. */
    boolean isOn(Ear others) {
        if (this == IDLE) {
            return true;
        }
        others.count();
        Waits.millis(LOOK_MILLIS);
        others.forget();
        return others.count() > SURELY_FADING;
    }
}
