package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The patches of {@code clients/puredata} in a real Pure Data, at a real daemon: what their cells
 * receive, which is what their window shows.
 */
@Timeout(240)
@RealProgram(command = "pd", debian = "puredata-core")
class PureDataIT {
    private static final Path PATCHES = Path.of("..", "clients", "puredata");
    private static final Path SESSION = Path.of("..", "graphs", "session", "av_performance.json");

    private static final String EMPTY = "color #2b3138 #2b3138 #f4f6f8";
    private static final String STORED = "color #8fa3b8 #8fa3b8 #101418";
    private static final String QUEUED = "color #f0c93c #f0c93c #101418";
    private static final String ACTIVE = "color #4fb35f #4fb35f #101418";
    private static final String STOP_QUEUED = "color #e07b39 #e07b39 #101418";

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path state;

    @Test
    void aCellShowsItsNameAndEachStateOfItsClip() {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--stopped");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                PdProcess pd = surface(daemon)) {
            pd.waitFor("track-2: label Synth");
            pd.waitFor("clip-2-1: " + ACTIVE);
            pd.waitFor("clip-2-2: " + STORED);
            pd.waitFor("clip-2-2: label Verse");
            pd.waitFor("scene-3: label Chorus");

            client.send("/launch/stopped", "wait");
            client.send("/track/2/clip/2/launch");
            pd.waitFor("clip-2-2: " + QUEUED);
            client.send("/play");
            pd.waitFor("clip-2-2: " + ACTIVE);
            client.send("/quantize", "8bar");
            client.send("/track/2/stop");
            pd.waitFor("clip-2-2: " + STOP_QUEUED);
            client.send("/scene/3/launch");
            pd.waitFor("scene-3: " + QUEUED);
            client.send("/scene/3/launch/instant");
            pd.waitFor("scene-3: " + ACTIVE);
            pd.assertNoTrouble();
        }
    }

    @Test
    void namesOfEveryKindAreShownAsTheyAre() throws IOException {
        List<String> names =
                List.of(
                        "808",
                        "1 2 3",
                        "-",
                        "é",
                        "a, b; c",
                        "$1 and $5",
                        "{b}",
                        "x\\y",
                        "list",
                        "bang",
                        "float",
                        "empty");
        Path graph = graphWithClipsCalled(names);
        try (RunningDaemon daemon = RunningDaemon.playing(graph, 0, state);
                PdProcess pd = surface(daemon)) {
            pd.waitFor("clip-1-1: label 808");
            pd.waitFor("clip-1-2: label 1\\ 2\\ 3");
            pd.waitFor("clip-1-3: label -");
            pd.waitFor("clip-1-4: label é");
            pd.waitFor("clip-2-1: label a\\,\\ b\\;\\ c");
            // Pd would put a creation argument in the place of a dollar sign with a digit behind.
            pd.waitFor("clip-2-2: label $\u200b1\\ and\\ $\u200b5");
            // Pd before 0.53 gives a label to Tcl as it is.
            pd.waitFor("clip-2-3: label (b)");
            pd.waitFor("clip-2-4: label x/y");
            pd.waitFor("clip-3-1: label list");
            pd.waitFor("clip-3-2: label bang");
            pd.waitFor("clip-3-3: label float");
            // Pd takes the word itself for no label.
            pd.waitFor("clip-3-4: label empty\\ ");
            pd.assertNoTrouble();
        }
    }

    @Test
    void aLongNameIsCutToTheWidthOfItsCell() throws IOException {
        Path graph = graphWithClipsCalled(List.of("twelve cells", "Thirteen more", "日本語の長い名前"));
        try (RunningDaemon daemon = RunningDaemon.playing(graph, 0, state);
                PdProcess pd = surface(daemon)) {
            pd.waitFor("clip-1-1: label twelve\\ cells");
            pd.waitFor("clip-1-2: label Thirteen\\ mor…");
            pd.waitFor("clip-1-3: label 日本語の長い…");
            pd.assertNoTrouble();
        }
    }

    @Test
    void aButtonOfTheGridLaunchesItsClipAndTheInstrumentReceivesItsValues() {
        int instrument = RealProcess.freePort();
        try (RunningDaemon daemon =
                        RunningDaemon.with(
                                state, "--output", "pd=127.0.0.1:" + instrument + ",initial=off");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                PdProcess pd = pd(daemon, instrument)) {
            pd.waitFor("clip-1-2: label Verse");
            pd.press("surface-press-clip-1-2");
            pd.waitFor("clip-1-2: " + ACTIVE);

            assertEquals(2, client.ask("/track/1/active").number(0));
            assertEquals(0.48, client.ask("/node/kick/decay").number(0));
            pd.assertNoTrouble();
        }
    }

    @Test
    void onlyExistingTracksHaveAStopButton() {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                PdProcess pd = surface(daemon)) {
            pd.waitFor("stop-3: color #e8b4a4 #202020 #202020");
            pd.waitFor("clip-3-4: label Drop");
            pd.press("surface-press-stop-4");
            pd.press("surface-press-stop-3");
            pd.waitFor("clip-3-1: " + STORED);

            assertEquals(0, client.ask("/track/3/active").number(0));
            assertEquals(
                    List.of(),
                    pd.printed().stream()
                            .filter(line ->
                                    line.startsWith("error: ")
                                            || line.equals("stop-4: color #e8b4a4 #202020 #202020"))
                            .toList());
            pd.assertNoTrouble();
        }
    }

    @Test
    void errorsOfTheDaemonAreShownAsPlainText() {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                PdProcess pd = surface(daemon)) {
            pd.waitFor("clip-3-4: label Drop");
            pd.press("surface-press-scene-4");
            pd.waitFor("scene-4: " + ACTIVE);
            pd.press("surface-press-clip-4-4");

            // One symbol, spaces and all: a label shows it without the backslashes of a print.
            pd.waitFor("error: label there\\ is\\ no\\ track\\ 4:\\ there\\ are\\ 3");
            pd.waitFor("refused: label /track/4/clip/4/launch");
            pd.assertNoTrouble();
        }
    }

    @Test
    void connectingToADaemonWithFewerClipsClearsTheOtherCells() {
        Path small = Path.of("..", "graphs", "learn", "first_launch.json");
        try (RunningDaemon first = RunningDaemon.with(state.resolve("first"));
                RunningDaemon second = RunningDaemon.playing(small, 0, state.resolve("second"));
                PdProcess pd = surface(first)) {
            pd.waitFor("clip-3-4: label Drop");
            pd.connectSurface(second.port());
            pd.waitFor("clip-3-4: " + EMPTY);
            pd.waitFor("clip-3-4: label ");
            pd.waitFor("stop-3: color #3a4654 #3a4654 #3a4654");
            pd.waitFor("stop-1: color #e8b4a4 #202020 #202020");
            pd.assertNoTrouble();
        }
    }

    @Test
    void theInstrumentReceivesAllValuesOfALaunchTogether() {
        int instrument = RealProcess.freePort();
        try (RunningDaemon daemon =
                        RunningDaemon.with(state, "--output", "pd=127.0.0.1:" + instrument);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                PdProcess pd = pd(daemon, instrument)) {
            pd.waitFor("clip-3-4: label Drop");
            client.send("/output/1/resend");
            pd.waitFor("instrument: trails zoom 1");
            client.send("/scene/4/launch");

            pd.waitFor("instrument: kick pitch 53");
            pd.waitFor("instrument: kick decay 0.3");
            pd.waitFor("instrument: osc frequency 55");
            pd.waitFor("instrument: noise palette white\\ heat");
            pd.waitFor("scene-4: " + ACTIVE);
            pd.assertNoTrouble();
        }
    }

    private static PdProcess surface(RunningDaemon daemon) {
        return PdProcess.with(
                List.of(PATCHES.resolve("downbeat.pd")),
                "surface-connect 127.0.0.1 " + daemon.port());
    }

    private static PdProcess pd(RunningDaemon daemon, int instrument) {
        return PdProcess.with(
                List.of(PATCHES.resolve("downbeat.pd"), PATCHES.resolve("downbeat-instrument.pd")),
                "instrument-listen " + instrument,
                "instrument-connect 127.0.0.1 " + daemon.port(),
                "surface-connect 127.0.0.1 " + daemon.port());
    }

    /** The example session, its first clips called so, track by track. */
    private Path graphWithClipsCalled(List<String> names) throws IOException {
        JsonNode graph = JSON.readTree(Files.readString(SESSION));
        List<ObjectNode> clips = new ArrayList<>();
        for (JsonNode track : graph.path("session").path("tracks")) {
            for (JsonNode clip : track.path("clips")) {
                clips.add((ObjectNode) clip);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            clips.get(i).put("name", names.get(i));
        }
        return Files.writeString(state.resolve("named.json"), JSON.writeValueAsString(graph));
    }
}
