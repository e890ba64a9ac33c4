package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;
import io.downbeat.app.TouchScreenInput.Place;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** The page in a real browser: what a performer presses, and what stands there after it. */
@Timeout(180)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserPageIT {
    private static final List<String> PANELS =
            List.of("Cue lists", "Arrangement", "Clock and clients");

    private static ChromiumBrowser chromium;

    @TempDir private Path state;
    private RunningDaemon daemon;
    private SessionPage session;
    private Page page;

    @BeforeAll
    static void startTheBrowser() {
        chromium = ChromiumBrowser.start();
    }

    @AfterAll
    static void endTheBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openThePage() {
        daemon = RunningDaemon.with(state, "--http-port=0");
        open(1440, 900);
    }

    private void open(int width, int height) {
        session = SessionPage.open(chromium, daemon, width, height);
        page = session.page();
    }

    @AfterEach
    void nothingWasRefusedByTheBrowser() {
        session.close();
        daemon.close();
        assertEquals(List.of(), session.complaints(), "messages of the browser's console");
    }

    @Test
    void aSceneIsQueuedAndThenPlaysFromTheBarLine() throws InterruptedException {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            page.getByLabel("Quantize").selectOption("4bar");
            assertThat(page.getByLabel("Quantize")).hasValue("4bar");
            client.subscribe(heard::add, "/beat", "/track/1/active");
            page.locator("[data-scene='2']").click();
            assertThat(cell(1, 2)).hasClass(Pattern.compile("\\bqueued\\b"));
            assertThat(page.locator("[data-scene='2'] .countdown")).isVisible();
            session.picture("grid");
            assertThat(cell(1, 2)).hasClass(Pattern.compile("\\bplaying\\b"));
            assertThat(cell(3, 2)).hasClass(Pattern.compile("\\bplaying\\b"));
            assertThat(page.locator("[data-scene='2']")).hasClass(Pattern.compile("\\bplaying\\b"));

            Message beat = Message.of("/beat", 0f, 0f, 0f);
            Message next = heard.take();
            while (!next.equals(Message.of("/track/1/active", 2f))) {
                beat = next.address().equals("/beat") ? next : beat;
                next = heard.take();
            }
            assertEquals(1, beat.number(1), "the beat in the bar at which the scene came");
        }
    }

    @Test
    void anEditIsUndoneByAKeyAndOutlivesANewPage() {
        page.keyboard().press("e");
        cell(2, 3).click();
        Locator name = page.getByLabel("Name of the clip");
        name.fill("Refrain");
        name.press("Enter");
        assertThat(cell(2, 3)).containsText("Refrain");
        // The keys are the page's again.
        page.keyboard().press("2");
        assertThat(page.locator("[data-scene='2']")).hasClass(Pattern.compile("queued|playing"));
        assertThat(name).hasValue("Refrain");
        page.getByLabel("turquoise").click();
        assertThat(page.getByLabel("turquoise")).hasAttribute("aria-pressed", "true");
        cell(2, 3).focus();
        page.keyboard().press("z");
        assertThat(page.getByLabel("turquoise")).hasAttribute("aria-pressed", "false");
        page.reload();
        assertThat(cell(2, 3)).containsText("Refrain");
        assertThat(page.getByLabel(Pattern.compile("^Save: "))).isVisible();
        cell(2, 3).focus();
        page.keyboard().press("z");
        assertThat(cell(2, 3)).containsText("Chorus");
    }

    @Test
    void theEditorsShowAndFollowWhatOnlyTheyShow() {
        page.keyboard().press("e");
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/track/1/clip/2/quantize", "1/8");
            client.send("/track/1/clip/2/fade", 3);
            cell(1, 2).click();
            Locator drawer = page.locator(".drawer");
            assertThat(drawer.getByLabel("Quantize")).hasValue("1/8");
            assertThat(drawer.getByLabel("Fade of the clip")).hasValue("3");
            client.send("/track/1/clip/2/quantize", "beat");
            assertThat(drawer.getByLabel("Quantize")).hasValue("beat");
            page.locator("[data-scene='2']").click();
            assertThat(drawer.getByLabel("Drums")).hasValue("2");
            client.send("/scene/2/assign/1", 3);
            assertThat(drawer.getByLabel("Drums")).hasValue("3");
            drawer.getByLabel("Drums").selectOption("4");
            assertThat(drawer.getByLabel("Drums")).hasValue("4");
        }
    }

    @Test
    void aClipIsMovedByDraggingIt() {
        page.keyboard().press("e");
        cell(1, 1).dragTo(cell(1, 3));
        assertThat(cell(1, 3)).containsText("Intro");
        assertThat(cell(1, 1)).containsText("Verse");
    }

    @Test
    void aTrackIsMovedByDraggingIt() {
        page.keyboard().press("e");
        Locator first = page.locator("[data-cell='0:1']");
        Locator third = page.locator("[data-cell='0:3']");
        assertThat(first).containsText("Drums");
        first.dragTo(third);
        assertThat(third).containsText("Drums");
        assertThat(first).containsText("Synth");
    }

    @Test
    void theDrawerFollowsWhatItsButtonsMove() {
        page.keyboard().press("e");
        cell(1, 1).click();
        page.getByLabel("Move the clip one on").click();
        assertThat(page.locator(".where")).hasText("Drums, clip 2");
        assertThat(page.getByLabel("Name of the clip")).hasValue("Intro");
        page.getByLabel("Move the clip one on").click();
        assertThat(page.locator(".where")).hasText("Drums, clip 3");
        assertThat(page.getByLabel("Name of the clip")).hasValue("Intro");
        assertThat(cell(1, 3)).containsText("Intro");
    }

    @Test
    void aHeldClipPlaysUntilItsRelease() {
        page.getByLabel("Quantize").selectOption("instant");
        assertThat(page.getByLabel("Quantize")).hasValue("instant");
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/track/1/clip/2/mode", "gate");
        }
        assertThat(cell(1, 2).locator(".badge")).hasText("gate");
        Pattern playing = Pattern.compile("\\bplaying\\b");

        cell(1, 2).hover();
        page.mouse().down();
        assertThat(cell(1, 2)).hasClass(playing);
        page.mouse().up();
        assertThat(cell(1, 2)).not().hasClass(playing);

        cell(1, 2).focus();
        page.keyboard().down("Enter");
        assertThat(cell(1, 2)).hasClass(playing);
        page.keyboard().up("Enter");
        assertThat(cell(1, 2)).not().hasClass(playing);

        page.mouse().down();
        assertThat(cell(1, 2)).hasClass(playing);
        page.keyboard().press("e");
        assertThat(cell(1, 2)).not().hasClass(playing);
        page.mouse().up();
    }

    @Test
    void twoFingersLaunchTwoClips() {
        page.getByLabel("Quantize").selectOption("instant");
        assertThat(page.getByLabel("Quantize")).hasValue("instant");
        Pattern playing = Pattern.compile("\\bplaying\\b");
        var touchScreen = new TouchScreenInput(page);
        touchScreen.down(Place.middleOf(cell(1, 2)), Place.middleOf(cell(2, 3)));
        touchScreen.up();
        assertThat(cell(1, 2)).hasClass(playing);
        assertThat(cell(2, 3)).hasClass(playing);
    }

    @Test
    void aFingerThatScrollsLaunchesNothingAndMovesNoFader() {
        session.close();
        open(360, 640);
        var touchScreen = new TouchScreenInput(page);
        touchScreen.swipe(Place.middleOf(cell(1, 3)), -100, 0);
        page.waitForCondition(() -> scrolled(".grid-scroller", "scrollLeft") > 50);
        page.locator("[data-cell='0:1']").click();
        Locator steps = page.getByLabel("seq steps");
        assertThat(steps).hasValue("16");
        touchScreen.swipe(Place.middleOf(steps).plus(60, 0), 0, -100);
        page.waitForCondition(() -> scrolled(".drawer-body", "scrollTop") > 50);
        Locator decay = page.getByLabel("kick decay");
        decay.scrollIntoViewIfNeeded();
        touchScreen.swipe(Place.middleOf(decay), 60, 0);
        assertThat(decay).not().hasValue("0.62");
        assertThat(steps).hasValue("16");
        page.keyboard().press("Escape");
        assertThat(cell(1, 3)).hasClass(Pattern.compile("\\bstored\\b"));
    }

    private double scrolled(String element, String direction) {
        return ((Number) page.locator(element).evaluate("(one, to) => one[to]", direction))
                .doubleValue();
    }

    @Test
    void aTrackIsMovedByAFinger() {
        page.keyboard().press("e");
        Locator first = page.locator("[data-cell='0:1']");
        assertThat(first).containsText("Drums");
        Place from = Place.middleOf(first);
        Place to = Place.middleOf(page.locator("[data-cell='0:3']"));
        new TouchScreenInput(page).swipe(from, to.x() - from.x(), 0);
        assertThat(page.locator("[data-cell='0:3']")).containsText("Drums");
    }

    @Test
    void whatIsQueuedBlinksAtMostThreeTimesASecond() {
        Locator field = page.getByLabel("Tempo in beats a minute");
        for (int tempo : new int[] {90, 180, 181, 300}) {
            field.fill(String.valueOf(tempo));
            field.press("Enter");
            assertThat(field).hasValue(String.valueOf(tempo));
            double blink = 60_000.0 / tempo * (tempo > 180 ? 2 : 1);
            page.waitForFunction(
                    """
                    blink => Math.abs(blink - parseFloat(
                        getComputedStyle(document.documentElement).getPropertyValue("--blink"))) < 0.1
                    """,
                    blink);
        }
    }

    @Test
    void spaceIsTheTransportsAfterAPressByMouseAndTheButtonsAfterTab() {
        Locator edit = page.getByLabel("Edit: a press on a cell opens it");
        Locator transport = page.locator("button.play");
        String before = transport.getAttribute("aria-label");
        edit.click();
        assertThat(edit).hasAttribute("aria-pressed", "true");
        page.keyboard().press("Space");
        assertThat(transport).not().hasAttribute("aria-label", before);
        assertThat(edit).hasAttribute("aria-pressed", "true");

        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Tab");
        edit.focus();
        page.keyboard().press("Space");
        assertThat(edit).hasAttribute("aria-pressed", "false");
        assertThat(transport).not().hasAttribute("aria-label", before);
    }

    @Test
    void aFaderMovesAParameterAndMovesWithIt() throws InterruptedException {
        page.locator("[data-cell='0:1']").click();
        Locator decay = page.getByLabel("kick decay");
        assertThat(decay).hasValue("0.62");
        session.picture("drawer");
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/node/kick/decay", 0.9f);
            assertThat(decay).hasValue("0.9");
            assertThat(page.locator("[data-cell='0:1'] .dirty-dot")).isVisible();
            client.subscribe(heard::add, "/node/kick/decay");
            decay.fill("1.2");
            while (!heard.take().equals(Message.of("/node/kick/decay", 1.2f))) {}
        }
    }

    @Test
    void whatIsOpenedWhileThePageConnectsIsFilledToo() {
        page.evaluate(
                """
                async () => {
                    const { session } = await import('/session/store.js');
                    window.session = session;
                    const subscribe = session.connection.onOpen;
                    session.connection.onOpen = () => {
                        subscribe();
                        session.show('/node/kick');
                    };
                    session.connection.socket.close();
                }
                """);
        page.waitForFunction("() => window.session.value('/node/kick/decay') > 0");
    }

    @Test
    void everyPageAndAnotherClientShowTheSame() throws InterruptedException {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (SessionPage tablet = SessionPage.open(chromium, daemon, 820, 1180);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.subscribe(heard::add, "/track/2/active", "/track/2/clip/3/name");
            session.cell(2, 3).click();
            assertThat(session.cell(2, 3)).hasClass(Pattern.compile("\\bplaying\\b"));
            assertThat(tablet.cell(2, 3)).hasClass(Pattern.compile("\\bplaying\\b"));
            while (!heard.take().equals(Message.of("/track/2/active", 3f))) {}

            client.send("/track/2/clip/3/name", "Refrain");
            assertThat(session.cell(2, 3)).containsText("Refrain");
            assertThat(tablet.cell(2, 3)).containsText("Refrain");

            tablet.page().getByLabel("Stop Synth").click();
            assertThat(session.cell(2, 3)).hasClass(Pattern.compile("\\bstored\\b"));
            while (!heard.take().equals(Message.of("/track/2/active", 0f))) {}
            assertEquals(List.of(), tablet.complaints());
        }
    }

    @Test
    void aClipAndASceneAreCapturedAndATrackIsGivenANode() {
        page.getByLabel("Save the live values of Drums as a new clip").click();
        assertThat(cell(1, 5)).hasClass(Pattern.compile("\\bplaying\\b"));
        page.getByLabel("Save the active clips as a new scene").click();
        assertThat(page.locator("[data-scene='5']")).isVisible();
        page.keyboard().press("e");
        page.getByText("+ Track").click();
        page.locator("[data-cell='0:4']").click();
        Locator taken = page.locator(".node-choice").getByText("kick");
        taken.click();
        assertThat(page.locator(".notice")).containsText("owned");
        page.keyboard().press("Escape");
        page.keyboard().press("z");
        assertThat(page.locator("[data-cell='0:4']")).hasCount(0);
    }

    @Test
    void oneSceneAfterTheOtherIsCaptured() {
        cell(1, 1).click();
        assertThat(cell(1, 1)).hasClass(Pattern.compile("\\bplaying\\b"));
        Locator capture = page.getByLabel("Save the active clips as a new scene");
        for (int scene = 5; scene <= 7; scene++) {
            capture.click();
            assertThat(page.locator("[data-scene='" + scene + "']")).isVisible();
        }
        assertThat(capture).isVisible();
    }

    @Test
    void aListThatNoDatagramHoldsIsWholeOnThePage() {
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            for (int node = 1; node <= 200; node++) {
                client.send("/node/add", "lamp_%03d".formatted(node), "Lamp");
            }
        }
        page.keyboard().press("e");
        page.locator("[data-cell='0:1']").click();
        assertThat(page.locator(".node-choice").getByText("kick")).isVisible();
        assertThat(page.locator(".node-choice").getByText("lamp_001")).isVisible();
        assertThat(page.locator(".node-choice").getByText("lamp_200")).isVisible();
    }

    @Test
    void aSessionWithoutTracksIsGivenOne() throws IOException {
        session.close();
        open(360, 740);
        page.keyboard().press("e");
        for (int track = 3; track >= 1; track--) {
            page.locator("[data-cell='0:" + track + "']").click();
            page.getByText("Delete track").click();
            assertThat(page.locator("[data-cell='0:" + track + "']")).hasCount(0);
        }
        session.check("phone-empty");
        page.getByText("+ New track").click();
        assertThat(page.locator("[data-cell='0:1']")).isVisible();
    }

    @Test
    void aRefusalIsShown() {
        page.getByLabel("Quantize").selectOption("bar");
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            // Seconds in which a second press is refused; a busy machine is slow with it.
            client.send("/cue/1/guard", 30);
            assertEquals(30, client.ask("/cue/1/guard").number(0));
        }
        page.locator("button[aria-label='Cue lists']").click();
        Locator go = page.locator(".go");
        go.click();
        go.click();
        assertThat(page.locator(".notice")).containsText("guard");
    }

    @Test
    void aLostDaemonShowsAndThePageComesBackToItByItself() {
        int port = daemon.httpPort();
        daemon.close();
        assertThat(page.locator(".connection-notice")).containsText("Not connected");
        daemon = RunningDaemon.with(state, "--http-port=" + port);
        assertThat(page.locator(".connection-notice")).hasCount(0);
        page.locator("[data-scene='4']").click();
        assertThat(cell(1, 4)).hasClass(Pattern.compile("\\bplaying\\b"));
        session.complaints().removeIf(text -> text.contains("WebSocket connection"));
    }

    @Test
    void withoutTheDaemonNothingIsShownAsDone() {
        page.keyboard().press("e");
        cell(1, 1).click();
        Locator quantize = page.locator(".quantize select");
        String before = quantize.inputValue();
        int port = daemon.httpPort();
        daemon.close();
        assertThat(page.locator(".connection-notice")).containsText("Not connected");
        quantize.selectOption("8bar");
        assertThat(quantize).hasValue(before);
        page.getByLabel("Move the clip one on").click();
        page.getByText("Delete", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".where")).hasText("Drums, clip 1");
        assertThat(page.locator(".notice").first()).containsText("nothing was sent");
        daemon = RunningDaemon.with(state, "--http-port=" + port);
        session.complaints().removeIf(text -> text.contains("WebSocket connection"));
    }

    @Test
    void aPhoneHasRoomForEverything() throws IOException {
        session.close();
        open(360, 740);
        lookThrough("phone");
    }

    @Test
    void aPhoneThatLiesOnItsSideHasRoomForClipsWhileItListens() {
        session.close();
        open(740, 360);
        page.getByLabel("Listen").click();
        assertThat(page.getByLabel("Volume")).isVisible();
        for (int clip : new int[] {1, 2}) {
            cell(1, clip).click(new Locator.ClickOptions().setTimeout(5_000));
            assertThat(cell(1, clip)).hasClass(Pattern.compile("queued|playing"));
        }
    }

    @Test
    void aWallHasNoSmallPrint() throws IOException {
        session.close();
        open(3840, 2160);
        lookThrough("wall");
    }

    /** Opens every panel and checks it. */
    private void lookThrough(String name) throws IOException {
        session.check(name + "-grid");
        page.locator("[data-cell='0:1']").click();
        assertThat(page.getByLabel("kick decay")).isVisible();
        session.check(name + "-drawer");
        for (String panel : PANELS) {
            page.locator("button[aria-label='" + panel + "']").click();
            assertThat(page.locator(".drawer h2")).hasText(panel);
            session.check(name + "-" + panel.split(" ", 2)[0].toLowerCase(Locale.ROOT));
        }
        page.keyboard().press("Escape");
        page.keyboard().press("e");
        page.locator("[data-scene='1']").click();
        assertThat(page.getByLabel("Name of the scene")).isVisible();
        session.check(name + "-scene");
    }

    private Locator cell(int track, int clip) {
        return session.cell(track, clip);
    }
}
