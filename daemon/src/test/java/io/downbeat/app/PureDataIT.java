package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The patches of {@code clients/puredata} in a real Pure Data, at a real daemon. */
@Timeout(120)
@RealProgram(command = "pd", debian = "puredata-core")
class PureDataIT {
    private static final Path PATCHES = Path.of("..", "clients", "puredata");

    @TempDir private Path state;

    @Test
    void aButtonOfTheGridLaunchesItsClipAndTheInstrumentHearsItsValues() {
        int instrument = RealProcess.freePort();
        try (OnStage daemon =
                        OnStage.with(
                                state, "--output", "pd=127.0.0.1:" + instrument + ",initial=off");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                RealProcess pd = pd(daemon.port(), instrument)) {
            pd.waitFor("surface: track 1 clip 2 name Verse");
            pd.waitFor("surface: track 1 clip 2 state 3");

            assertEquals(2, client.ask("/track/1/active").number(0));
            assertEquals(0.48, client.ask("/node/kick/decay").number(0));
            assertNoTrouble(pd);
        }
    }

    @Test
    void theInstrumentHearsALaunchWhole() {
        int instrument = RealProcess.freePort();
        try (OnStage daemon = OnStage.with(state, "--output", "pd=127.0.0.1:" + instrument);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                RealProcess pd = pd(daemon.port(), instrument)) {
            pd.waitFor("surface: track 1 clip 2 state 3");
            client.send("/output/1/resend");
            pd.waitFor("instrument: trails zoom 1");
            client.send("/scene/4/launch");

            pd.waitFor("instrument: kick pitch 53");
            pd.waitFor("instrument: kick decay 0.3");
            pd.waitFor("instrument: osc frequency 55");
            pd.waitFor("instrument: noise palette white\\ heat");
            pd.waitFor("surface: scene 4 state 3");
            assertNoTrouble(pd);
        }
    }

    private static RealProcess pd(int daemon, int instrument) {
        return RealProcess.start(
                "pd",
                "-nogui",
                "-noaudio",
                "-nomidi",
                "-stderr",
                "-open",
                PATCHES.resolve("downbeat.pd").toString(),
                "-open",
                PATCHES.resolve("downbeat-instrument.pd").toString(),
                "-open",
                Path.of("src", "test", "resources", "io", "downbeat", "app", "rehearsal.pd")
                        .toString(),
                "-send",
                "instrument-listen " + instrument,
                "-send",
                "instrument-connect 127.0.0.1 " + daemon,
                "-send",
                "surface-connect 127.0.0.1 " + daemon);
    }

    /** An object that Pd does not have, or a type that it cannot read, is a line of its own. */
    private static void assertNoTrouble(RealProcess pd) {
        assertEquals(
                List.of(),
                pd.printed().stream()
                        .filter(line ->
                                line.contains("couldn't create")
                                        || line.contains("no such object")
                                        || line.contains("unknown tag")
                                        || line.contains("connection failed"))
                        .toList());
    }
}
