package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** The page in a real browser: what a performer presses, and what stands there after it. */
@Timeout(180)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserPageIT {
    private static final Path PICTURES = Path.of("target", "page");
    private static final int PHONE_WIDTH = 360;

    /** CSS pixels: what a finger hits without aiming. */
    private static final int TOUCH_TARGET = 44;

    private static final List<String> PANELS =
            List.of("Cue lists", "Arrangement", "Clock and clients");

    private static ChromiumBrowser chromium;

    @TempDir private Path state;
    private final List<String> complaints = new ArrayList<>();
    private RunningDaemon daemon;
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
        page = newPage(1440, 900);
    }

    @AfterEach
    void nothingWasRefusedByTheBrowser() {
        page.context().close();
        daemon.close();
        assertEquals(List.of(), complaints, "messages of the browser's console");
    }

    @Test
    void aSceneIsQueuedAndThenPlaysFromTheBarLine() throws InterruptedException {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            page.getByLabel("Quantize").selectOption("2bar");
            assertThat(page.getByLabel("Quantize")).hasValue("2bar");
            client.subscribe(heard::add, "/beat", "/track/1/active");
            page.locator("[data-scene='2']").click();
            assertThat(cell(1, 2)).hasClass(Pattern.compile("\\bqueued\\b"));
            assertThat(page.locator("[data-scene='2'] .countdown")).isVisible();
            picture("grid");
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
    void aClipIsMovedByDraggingIt() {
        page.keyboard().press("e");
        cell(1, 1).dragTo(cell(1, 3));
        assertThat(cell(1, 3)).containsText("Intro");
        assertThat(cell(1, 1)).containsText("Verse");
    }

    @Test
    void aFaderMovesAParameterAndMovesWithIt() throws InterruptedException {
        page.locator("[data-cell='0:1']").click();
        Locator decay = page.getByLabel("kick decay");
        assertThat(decay).hasValue("0.62");
        picture("drawer");
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
    void aRefusalIsShown() {
        page.getByLabel("Quantize").selectOption("bar");
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
        complaints.removeIf(text -> text.contains("WebSocket connection"));
    }

    @Test
    void aPhoneHasRoomForEverything() throws IOException {
        page.context().close();
        page = newPage(PHONE_WIDTH, 740);
        lookThrough("phone");
    }

    @Test
    void aWallHasNoSmallPrint() throws IOException {
        page.context().close();
        page = newPage(3840, 2160);
        lookThrough("wall");
    }

    /** Opens every panel and measures it. */
    private void lookThrough(String name) throws IOException {
        measure(name + "-grid");
        page.locator("[data-cell='0:1']").click();
        assertThat(page.getByLabel("kick decay")).isVisible();
        measure(name + "-drawer");
        for (String panel : PANELS) {
            page.locator("button[aria-label='" + panel + "']").click();
            assertThat(page.locator(".drawer h2")).hasText(panel);
            measure(name + "-" + panel.split(" ", 2)[0].toLowerCase(Locale.ROOT));
        }
        page.keyboard().press("Escape");
        page.keyboard().press("e");
        page.locator("[data-scene='1']").click();
        assertThat(page.getByLabel("Name of the scene")).isVisible();
        measure(name + "-scene");
    }

    private void measure(String name) throws IOException {
        picture(name);
        assertEquals(
                page.evaluate("() => innerWidth"),
                page.evaluate("() => document.documentElement.scrollWidth"),
                name + ": the width of the page");
        assertEquals(
                List.of(),
                page.evaluate(
                        """
                        least => [...document.querySelectorAll("button, select, input, label.check")]
                            .filter(one => one.type !== "checkbox" && one.checkVisibility())
                            .filter(one => {
                                const box = one.getBoundingClientRect();
                                return Math.min(box.width, box.height) < least - 0.1;
                            })
                            .map(one => one.outerHTML)
                        """,
                        TOUCH_TARGET),
                name + ": what is too small for a finger");
        page.evaluate(axe());
        assertEquals(
                List.of(),
                page.evaluate(
                        """
                        async () => (await axe.run()).violations
                            .filter(one => one.impact === "serious" || one.impact === "critical")
                            .map(one => `${one.id}: ${one.nodes.map(node => node.html).join(" ")}`)
                        """),
                name + ": accessibility");
    }

    private Page newPage(int width, int height) {
        BrowserContext context =
                chromium.browser()
                        .newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        Page opened = context.newPage();
        opened.onConsoleMessage(message -> complaints.add(message.text()));
        opened.onPageError(complaints::add);
        opened.navigate("http://127.0.0.1:" + daemon.httpPort() + "/");
        assertThat(opened.locator("[data-track='3'][data-clip='4']")).isVisible();
        return opened;
    }

    private Locator cell(int track, int clip) {
        return page.locator("[data-track='" + track + "'][data-clip='" + clip + "']");
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static String axe() throws IOException {
        try (InputStream script = BrowserPageIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe.min.js").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
