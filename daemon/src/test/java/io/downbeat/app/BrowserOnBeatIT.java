package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;
import io.downbeat.app.PageSoundRecorder.Hit;
import io.downbeat.client.DownbeatClient;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page's sound lies on the daemon's beat: it is recorded in the page and compared. */
@Timeout(180)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserOnBeatIT {
    /**
     * A kick on each beat, in a soft and a loud clip; two scenes have a tempo of their own. The
     * kick's id has a space, which its addresses have not.
     */
    private static final String GRAPH =
            """
            {"schema_version": 3,
             "nodes": {
              "seq": {"type": "DrumSequencer", "params": {"steps": 4, "kick_0": 1, "kick_1": 1, "kick_2": 1, "kick_3": 1}},
              "the kick": {"type": "DrumKick", "params": {"pitch": 60, "decay": 0.08, "punch": 0.5, "volume": 0.2}}},
             "metronome": {"bpm": 120, "beats_per_bar": 4},
             "session": {
              "tracks": [{"id": "drums", "name": "Drums", "owned_nodes": ["seq", "the kick"], "clips": [
               {"id": "soft", "name": "Soft", "params": {"the kick": {"volume": 0.2}}},
               {"id": "loud", "name": "Loud", "params": {"the kick": {"volume": 0.6}}}]}],
              "scenes": [
               {"id": "s1", "name": "Soft", "assignments": {"drums": "soft"}},
               {"id": "s2", "name": "Loud", "assignments": {"drums": "loud"}},
               {"id": "s3", "name": "Fast", "assignments": {"drums": "loud"}, "tempo": 174},
               {"id": "s4", "name": "Slow", "assignments": {"drums": "soft"}, "tempo": 90}]}}
            """;

    private static final double BOUND_MILLIS = 10;

    /** Above this a hit is one of the loud clip. */
    private static final double LOUD = 0.3;

    private static final int BEATS = 4;

    /** So long sound may be on its way to the sound card. */
    private static final long HANDED_OVER_MICROS = 250_000;

    /** Part of the hits that may be off the beat all the same. */
    private static final double ALLOWED = 0.05;

    private static ChromiumBrowser chromium;

    @TempDir private Path folder;
    private final List<String> failures = new ArrayList<>();
    private RunningDaemon daemon;
    private BeatHistory beats;
    private DownbeatClient client;
    private BrowserContext context;
    private Page page;

    /**
     * A hit and the beat next to it: whole quarters since the start.
     *
     * @param steady whether neither browser nor daemon was held up before it
     */
    private record Onset(long beat, double lateMillis, double peak, boolean steady) {
        boolean isOnBeat() {
            return Math.abs(lateMillis) <= BOUND_MILLIS;
        }
    }

    @BeforeAll
    static void startTheBrowser() {
        chromium = ChromiumBrowser.start();
    }

    @AfterAll
    static void endTheBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openThePage() throws IOException {
        Path graph = Files.writeString(folder.resolve("kick.json"), GRAPH);
        daemon = RunningDaemon.playing(graph, 0, folder.resolve("state"), "--http-port=0");
        beats = new BeatHistory(daemon);
        client = DownbeatClient.connect("127.0.0.1", daemon.port());
        client.send("/quantize", "bar");
        context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1280, 800)
                                        .setBypassCSP(true));
        page = context.newPage();
        page.onPageError(failures::add);
        page.navigate("http://127.0.0.1:" + daemon.httpPort() + "/");
        assertThat(page.locator("[data-track='1'][data-clip='2']")).isVisible();
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        context.close();
        client.close();
        beats.close();
        daemon.close();
        assertEquals(List.of(), failures, "errors in the page");
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 120, 174})
    void launchesAreHeardFromTheirBarLineOn(int tempo) {
        int launches = 8;
        client.send("/tempo", tempo);
        PageSoundRecorder recorder = listen();
        waitForNextBar();
        for (int launch = 0; launch < launches; launch++) {
            client.send("/scene/" + (2 - launch % 2) + "/launch");
            waitForNextBar();
        }
        List<Onset> onsets = onsets(recorder.hits());
        assertOnBeat("launches at " + tempo, onsets, launches * BEATS);

        // A bar is loud or soft as a whole: the new clip's first hit is the one on the bar line.
        List<Onset> heard = onsets.stream().filter(Onset::steady).filter(Onset::isOnBeat).toList();
        long changes = 0;
        List<Onset> wrong = new ArrayList<>();
        for (int at = 1; at < heard.size(); at++) {
            boolean changed = heard.get(at).peak() > LOUD != heard.get(at - 1).peak() > LOUD;
            changes += changed ? 1 : 0;
            boolean follows = heard.get(at).beat() == heard.get(at - 1).beat() + 1;
            if (changed && follows && heard.get(at).beat() % BEATS != 0) {
                wrong.add(heard.get(at));
            }
        }
        System.out.printf("  %d changes, off the bar line: %s%n", changes, wrong);
        assertTrue(wrong.size() <= 1, "changes not on a bar line: " + wrong);
    }

    @Test
    void theFirstHitsAfterAStartAreOnTheBeat() {
        List<Onset> onsets = new ArrayList<>();
        for (int start = 0; start < 4; start++) {
            PageSoundRecorder recorder = listen();
            page.waitForTimeout(2_500);
            onsets.addAll(onsets(recorder.hits()));
            page.getByLabel("Listen").click();
        }
        assertOnBeat("starts of Listen", onsets, 12);
    }

    @Test
    void changesOfTempoAreFollowed() {
        PageSoundRecorder recorder = listen();
        for (int tempo : new int[] {90, 174, 100, 140, 60, 120}) {
            client.send("/tempo", tempo);
            page.waitForTimeout(2_000);
        }
        client.send("/tempo", 160f, 8f);
        page.waitForTimeout(4_500);
        client.send("/tempo/nudge", 1f);
        page.waitForTimeout(2_000);
        client.send("/tempo/nudge", 0f);
        page.waitForTimeout(1_000);
        // Six tempos, the beginning of the ramp, and both ends of the nudge.
        assertOnBeat("changes of tempo", onsets(recorder.hits()), 36, 9);
    }

    @Test
    void aTempoThatThePageItselfSetsIsFollowedAtOnce() {
        PageSoundRecorder recorder = listen();
        for (String tempo : List.of("90", "174", "100", "160")) {
            page.getByLabel("Tempo in beats a minute").fill(tempo);
            page.getByLabel("Tempo in beats a minute").press("Enter");
            page.waitForTimeout(2_500);
        }
        assertOnBeat("tempo set by the page", onsets(recorder.hits()), 18, 4);
    }

    @Test
    void aScenesTempoBeginsOnTheBarLine() {
        PageSoundRecorder recorder = listen();
        for (int launch = 0; launch < 6; launch++) {
            client.send("/scene/" + (3 + launch % 2) + "/launch");
            waitForNextBar();
        }
        assertOnBeat("scenes with a tempo", onsets(recorder.hits()), 24);
    }

    @Test
    void jumpsOfTheCountAreFollowed() {
        PageSoundRecorder recorder = listen();
        List<HostMicros> jumps = new ArrayList<>();
        for (String jump : List.of("/tempo/resync", "/restart", "/tempo/resync", "/restart")) {
            page.waitForTimeout(2_330);
            client.send(jump);
            jumps.add(new SystemHostClock().now());
        }
        page.waitForTimeout(1_700);
        client.send("/stop");
        page.waitForTimeout(700);
        client.send("/play");
        jumps.add(new SystemHostClock().now());
        page.waitForTimeout(2_200);
        // What the sound card had already when the count jumped belongs to the old count.
        List<Hit> hits =
                recorder.hits().stream()
                        .filter(hit ->
                                jumps.stream()
                                        .mapToLong(hit.at()::since)
                                        .noneMatch(ago -> ago > 0 && ago < HANDED_OVER_MICROS))
                        .toList();
        assertOnBeat("jumps", onsets(hits), 14);
    }

    @Test
    void aPageThatIsHeldUpPlaysNothingLate() {
        PageSoundRecorder recorder = listen();
        for (int time = 0; time < 6; time++) {
            page.waitForTimeout(1_300);
            page.evaluate(
                    "() => { const end = performance.now() + 450; while (performance.now() < end); }");
        }
        page.waitForTimeout(1_000);
        assertOnBeat("page held up for 450 ms", onsets(recorder.hits()), 10);
    }

    @Test
    void aPageInTheBackgroundPlaysOn() {
        PageSoundRecorder recorder = listen();
        try (Page other = context.newPage()) {
            other.bringToFront();
            page.waitForTimeout(6_000);
        }
        page.bringToFront();
        page.waitForTimeout(2_000);
        assertOnBeat("in the background", onsets(recorder.hits()), 12);
    }

    @Test
    void aClipFadesInAsItsTrackSays() {
        client.send("/track/1/fade", 2f);
        PageSoundRecorder recorder = listen();
        waitForNextBar();
        client.send("/scene/2/launch");
        waitForNextBar();
        waitForNextBar();
        waitForNextBar();
        List<Double> peaks = recorder.hits().stream().map(Hit::peak).toList();
        System.out.println("fade of a track: peaks " + peaks);
        List<Double> fromFirstLoud = peaks.stream().dropWhile(peak -> peak <= LOUD).toList();
        assertTrue(
                peaks.size() > fromFirstLoud.size() && !fromFirstLoud.isEmpty(),
                "soft, then loud: " + peaks);
        assertTrue(
                fromFirstLoud.stream().allMatch(peak -> peak > LOUD),
                "soft again after a loud hit: " + peaks);
    }

    private PageSoundRecorder listen() {
        page.getByLabel("Listen").click();
        return PageSoundRecorder.start(page);
    }

    /** Waits until a quarter after the next bar line. */
    private void waitForNextBar() {
        double until = Math.floor(position() / BEATS) * BEATS + BEATS + 1;
        while (position() < until) {
            page.waitForTimeout(20);
        }
    }

    private double position() {
        return daemon.transport().positionAt(new SystemHostClock().now()).quarters();
    }

    private List<Onset> onsets(List<Hit> hits) {
        return hits.stream()
                .map(hit -> {
                    var transport = beats.at(hit.at());
                    double position = transport.positionAt(hit.at()).quarters();
                    long beat = Math.round(position);
                    double quarterMillis =
                            transport.timeline().momentOf(Beats.of(position + 1)).since(hit.at())
                                    / 1e3;
                    return new Onset(
                            beat,
                            (position - beat) * quarterMillis,
                            hit.peak(),
                            hit.steady() && beats.steadyBefore(hit.at()));
                })
                .toList();
    }

    /**
     * All but a few hits are on their beat, among those that were played while the computer kept
     * up. What a busy computer delays says nothing about the page; it is printed.
     */
    private static void assertOnBeat(String what, List<Onset> onsets, int least) {
        assertOnBeat(what, onsets, least, 1);
    }

    /**
     * Asserts that hits are on the beat.
     *
     * @param least how many hits there are; half of them must be heard, a quarter while the
     *     computer kept up
     * @param unforeseen how many changes come without notice: a hit that the audio output already
     *     has cannot be moved, so each of them may have one hit at its former moment
     */
    private static void assertOnBeat(String what, List<Onset> onsets, int least, int unforeseen) {
        List<Onset> counted = onsets.stream().filter(Onset::steady).toList();
        List<Onset> off = counted.stream().filter(onset -> !onset.isOnBeat()).toList();
        List<Onset> delayed =
                onsets.stream().filter(onset -> !onset.steady() && !onset.isOnBeat()).toList();
        double[] late = counted.stream().mapToDouble(Onset::lateMillis).sorted().toArray();
        double median = late.length == 0 ? 0 : late[late.length / 2];
        System.out.printf(
                "%s: %d hits, %d while the computer kept up: late by %.1f ms in the median, from %.1f to %.1f;"
                        + " not within %.0f ms: %s; of the others: %d%n",
                what,
                onsets.size(),
                late.length,
                median,
                late.length == 0 ? 0 : late[0],
                late.length == 0 ? 0 : late[late.length - 1],
                BOUND_MILLIS,
                off,
                delayed.size());
        assertTrue(onsets.size() >= least / 2, "hits heard: " + onsets);
        assertTrue(
                late.length >= least / 4,
                "the computer was too busy to tell, run this again with nothing beside it: "
                        + onsets);
        assertTrue(Math.abs(median) <= BOUND_MILLIS / 2, "median: " + median);
        assertTrue(
                off.size() <= Math.max(unforeseen, ALLOWED * late.length), "not on a beat: " + off);
    }
}
