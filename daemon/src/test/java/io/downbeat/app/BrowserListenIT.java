package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sound and the picture of the page, in a real browser. */
@Timeout(180)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserListenIT {
    private static final List<String> LOUDNESS =
            List.of("kick/volume", "snare/volume", "hat/volume", "clap/volume", "gain/gain");

    /** Whether the level that the page shows is on one side of a number of decibels. */
    private static final String LEVEL_ABOVE =
            "least => Number(document.querySelector('[role=meter]').ariaValueNow) > least";

    private static final String LEVEL_BELOW =
            "most => Number(document.querySelector('[role=meter]').ariaValueNow) < most";

    private static final String LISTENERS =
            """
            async () => {
                const { session } = await import('/session/store.js');
                return [...session.listeners.values()].reduce((sum, those) => sum + those.size, 0);
            }
            """;

    private static final String EXPECTED_TEMPO = "() => window.session.clock.coming?.tempo";

    /** All node types that make sound; none is to be heard at first. */
    private static final String EVERY_TYPE =
            """
            {"schema_version": 3, "nodes": {
              "seq": {"type": "DrumSequencer", "params": {"steps": 16, "density": 0.9}},
              "kick": {"type": "DrumKick", "params": {"volume": 0}},
              "snare": {"type": "DrumSnare", "params": {"volume": 0}},
              "hat": {"type": "DrumHiHat", "params": {"volume": 0}},
              "clap": {"type": "DrumClap", "params": {"volume": 0}},
              "chords": {"type": "ChordProgression", "params": {"root": 57, "bars": 1}},
              "wave": {"type": "WavetableOscillator", "params": {"amplitude": 0, "position": 0.4}},
              "osc": {"type": "Oscillator", "params": {"amplitude": 0, "frequency": 110}},
              "lfo": {"type": "Lfo", "params": {"rate": 1, "depth": 0.1}},
              "filter": {"type": "LowPass", "params": {"cutoff": 4000, "resonance": 0.1}},
              "gain": {"type": "Gain", "params": {"gain": 1}},
              "voices": {"type": "VoiceMixer", "params": {"level": 1}},
              "mixer": {"type": "Mixer", "params": {"level": 1}},
              "room": {"type": "Reverb", "params": {"mix": 0.2, "size": 0.2}}}}
            """;

    /**
     * Names that every JavaScript object has, as types, as an id, as a parameter and as a palette.
     */
    private static final String NAMES_OF_OBJECTS =
            """
            {"schema_version": 3, "nodes": {
              "a": {"type": "constructor", "params": {"volume": 0.5}},
              "b": {"type": "toString", "params": {"volume": 0.5}},
              "c": {"type": "__proto__", "params": {"volume": 0.5}},
              "constructor": {"type": "Gain", "params": {"gain": 1, "constructor": 0.5}},
              "noise": {"type": "NoiseTexture", "params": {"palette": "constructor", "toString": 0.5}},
              "osc": {"type": "Oscillator", "params": {"amplitude": 0.8, "frequency": 110}}}}
            """;

    @TempDir private Path state;
    private final List<String> failures = new ArrayList<>();
    private ChromiumBrowser chromium;
    private RunningDaemon daemon;
    private Page page;

    @BeforeEach
    void openThePage() {
        chromium = ChromiumBrowser.start();
        daemon = RunningDaemon.with(state, "--http-port=0");
        page = pageOf(daemon, false);
        assertThat(page.locator("[data-track='3'][data-clip='4']")).isVisible();
    }

    /** Opens the page of a daemon, instead of the one before. */
    private void open(RunningDaemon opened) {
        open(opened, false);
    }

    /** The same, of a daemon that plays this graph from a file of this name. */
    private void openPlaying(String name, String graph) throws IOException {
        Path file = Files.writeString(state.resolve(name + ".json"), graph);
        open(RunningDaemon.playing(file, 0, state.resolve(name), "--http-port=0"));
    }

    /** The same; with a recorder of the sound, which is none of the page's own scripts. */
    private void open(RunningDaemon opened, boolean recorded) {
        page.close();
        daemon.close();
        daemon = opened;
        page = pageOf(opened, recorded);
    }

    private Page pageOf(RunningDaemon opened, boolean recorded) {
        Page created =
                chromium.browser()
                        .newPage(
                                new Browser.NewPageOptions()
                                        .setViewportSize(1280, 800)
                                        .setBypassCSP(recorded));
        created.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                failures.add(message.text());
            }
        });
        created.onPageError(failures::add);
        created.navigate("http://127.0.0.1:" + opened.httpPort() + "/");
        return created;
    }

    @AfterEach
    void nothingFailedInThePage() {
        chromium.close();
        daemon.close();
        assertEquals(List.of(), failures, "errors in the browser's console");
    }

    @Test
    void aSceneIsHeardAndSilenceToo() {
        page.getByLabel("Listen").click();
        page.waitForFunction(LEVEL_ABOVE, -40);
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            for (String parameter : LOUDNESS) {
                client.send("/node/" + parameter, 0f);
            }
            page.waitForFunction(LEVEL_BELOW, -59);

            page.getByLabel("Quantize").selectOption("bar");
            page.locator("[data-scene='3']").click();
            assertThat(page.locator("[data-scene='3']")).hasClass(Pattern.compile("\\bplaying\\b"));
            page.waitForFunction(LEVEL_ABOVE, -20);
            picture("listen");

            client.send("/stop");
            page.waitForFunction(LEVEL_BELOW, -59);
        }
        page.getByLabel("Listen").click();
        assertThat(page.locator(".listen")).hasCount(0);
    }

    @Test
    void thePictureHasTheColoursOfTheScene() {
        page.getByLabel("Listen").click();
        page.locator("[data-scene='3']").click();
        page.waitForCondition(() -> middlePointIs("red > 2 * blue"));
        page.locator("[data-scene='1']").click();
        page.waitForCondition(() -> middlePointIs("blue > 1.2 * red"));
    }

    @Test
    void everyNodeTypeIsHeardAndSilentAtZero() throws IOException {
        openPlaying("types", EVERY_TYPE);
        page.getByLabel("Listen").click();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            for (String source :
                    List.of(
                            "kick/volume",
                            "snare/volume",
                            "hat/volume",
                            "clap/volume",
                            "wave/amplitude",
                            "osc/amplitude")) {
                client.send("/node/" + source, 0.8f);
                page.waitForFunction(LEVEL_ABOVE, -40);
                client.send("/node/" + source, 0f);
                page.waitForFunction(LEVEL_BELOW, -59);
            }
            client.send("/node/wave/amplitude", 0.8f);
            page.waitForFunction(LEVEL_ABOVE, -40);
            for (String effect :
                    List.of("filter/cutoff", "gain/gain", "voices/level", "mixer/level")) {
                client.send("/node/" + effect, 0f);
                page.waitForFunction(LEVEL_BELOW, -50);
                client.send("/node/" + effect, effect.equals("filter/cutoff") ? 4_000f : 1f);
                page.waitForFunction(LEVEL_ABOVE, -40);
            }
        }
    }

    @Test
    void theLoudestOfAllStaysBelowFullScale() {
        open(RunningDaemon.with(state.resolve("loud"), "--http-port=0"), true);
        page.getByLabel("Listen").click();
        page.getByLabel("Volume", new Page.GetByLabelOptions().setExact(true)).fill("1");
        page.locator("[data-scene='4']").click();
        PageSoundRecorder recorder = PageSoundRecorder.start(page);
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            for (String parameter : LOUDNESS) {
                client.send("/node/" + parameter, 1f);
            }
            page.waitForTimeout(4_000);
        }
        recorder.hits();
        assertTrue(recorder.loudest() > 0.5, "loudest sample: " + recorder.loudest());
        assertTrue(recorder.loudest() < 1, "loudest sample: " + recorder.loudest());
    }

    @Test
    void theEndOfListenFreesAllThatItTook() {
        Object before = page.evaluate(LISTENERS);
        for (int time = 0; time < 2; time++) {
            page.getByLabel("Listen").click();
            page.waitForFunction(LEVEL_ABOVE, -40);
            page.evaluate(
                    "async () => { window.sound = (await import('/listen/listening.js')).currentSound(); }");
            page.getByLabel("Listen").click();
            assertThat(page.locator(".listen")).hasCount(0);
            page.waitForFunction("window.sound.context.state === 'closed'");
            assertEquals(0, page.workers().size(), "workers");
            page.waitForTimeout(500);
            assertEquals(before, page.evaluate(LISTENERS), "listeners to addresses");
        }
    }

    @Test
    void theSoundComesBackWithTheDaemon() {
        int port = daemon.httpPort();
        page.getByLabel("Listen").click();
        page.waitForFunction(LEVEL_ABOVE, -40);
        daemon.close();
        page.waitForFunction(LEVEL_BELOW, -59);
        daemon = RunningDaemon.with(state, "--http-port=" + port);
        page.waitForFunction(LEVEL_ABOVE, -40);
        // The browser tells of the attempts that found nobody.
        failures.removeIf(text -> text.contains("WebSocket"));
    }

    @Test
    void namesThatEveryObjectHasAreNamesLikeAnyOther() throws IOException {
        openPlaying("names", NAMES_OF_OBJECTS);
        page.getByLabel("Listen").click();
        page.waitForFunction(LEVEL_ABOVE, -40);
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            for (String node : List.of("a", "b", "c")) {
                client.send("/node/" + node + "/volume", 0.25f);
            }
            client.send("/node/constructor/constructor", 0.25f);
            client.send("/node/noise/palette", "__proto__");
            client.send("/node/osc/amplitude", 0f);
            page.waitForFunction(LEVEL_BELOW, -59);
        }
        assertEquals(
                true,
                page.evaluate(
                        "() => ['volume', 'constructor'].every(name => !Object.hasOwn(Object, name)) && !('volume' in {})"));
    }

    @Test
    void aListenerThatFailsKeepsNothingFromTheOthers() {
        page.evaluate(
                """
                async () => {
                    const { session } = await import('/session/store.js');
                    session.listen(['/tempo'], () => { throw new Error('meant to fail'); });
                    session.listen(['/tempo'], () => { window.tempo = session.value('/tempo'); });
                }
                """);
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/tempo", 131f);
            page.waitForFunction("() => window.tempo === 131");
        }
        assertTrue(failures.removeIf(text -> text.contains("meant to fail")));
    }

    @Test
    void aNodeWhoseIdCannotStandInAnAddressIsHeard() throws IOException {
        String graph =
                """
                {"schema_version": 3, "nodes": {
                  "bass #1\\u0007": {"type": "Oscillator", "params": {"my level/2": 1, "amplitude": 0}}}}
                """;
        openPlaying("ids", graph);
        page.getByLabel("Listen").click();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/node/bass--1-/amplitude", 0.8f);
            page.waitForFunction(LEVEL_ABOVE, -40);
        }
    }

    @Test
    void theEndOfListenForgetsTheTempoThatWasExpected() {
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            page.evaluate(
                    "async () => { window.session = (await import('/session/store.js')).session; }");
            client.send("/scene/2/tempo", 174f);
            page.getByLabel("Listen").click();
            client.send("/scene/2/launch", "8bar");
            page.waitForFunction(EXPECTED_TEMPO + " === 174");
            page.getByLabel("Listen").click();
            page.waitForFunction(EXPECTED_TEMPO + " === undefined");
        }
    }

    /** Draws the canvas smaller until it is one point: the mean colour of the picture. */
    private boolean middlePointIs(String condition) {
        // waitForFunction would take the promise itself for a yes.
        return (Boolean)
                page.evaluate(
                        """
                        () => new Promise(resolve => requestAnimationFrame(() => {
                            const point = new OffscreenCanvas(1, 1).getContext('2d');
                            point.imageSmoothingQuality = 'high';
                            point.drawImage(document.querySelector('canvas.picture'), 0, 0, 1, 1);
                            const [red, green, blue] = point.getImageData(0, 0, 1, 1).data;
                            resolve(%s);
                        }))
                        """
                                .formatted(condition));
    }

    private void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
    }
}
