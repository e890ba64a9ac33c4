package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

import io.downbeat.RealProgram;
import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The arrangement on the page: recorded, seen, zoomed, and saved as a picture. */
@Timeout(180)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserTimelineIT {
    private static ChromiumBrowser chromium;

    @TempDir private Path folder;
    private Path graph;
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
    void openThePage() throws IOException {
        graph =
                Files.copy(
                        Path.of("..", "graphs", "session", "av_performance.json"),
                        folder.resolve("night.json"));
        daemon = RunningDaemon.playing(graph, 0, folder.resolve("state"), "--http-port=0");
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
    void aTakeIsSeenPlayedZoomedAndSaved() throws IOException {
        button("Arrangement").click();
        assertThat(page.locator(".timeline.empty")).isVisible();
        recordATake();

        assertThat(blocks("Verse")).hasCount(3);
        assertThat(blocks("Drop")).hasCount(1);
        page.locator("summary").click();
        page.getByText("Loop", new Page.GetByTextOptions().setExact(true)).click();
        button("Play the arrangement").click();
        assertThat(button("Stop the arrangement")).isVisible();
        String before = playhead();
        page.waitForCondition(() -> !playhead().equals(before));
        session.picture("timeline");
        button("Stop the arrangement").click();

        double whole = width();
        button("Zoom in").click();
        page.waitForCondition(() -> width() > whole * 1.5);
        button("Show the whole arrangement").click();
        page.waitForCondition(() -> width() < whole + 1);
        page.locator(".timeline").focus();
        page.keyboard().press("+");
        page.waitForCondition(() -> width() > whole * 1.3);
        page.keyboard().press("0");
        page.waitForCondition(() -> width() < whole + 1);
        blocks("Drop").hover();
        page.keyboard().down("Control");
        page.mouse().wheel(0, -200);
        page.keyboard().up("Control");
        page.waitForCondition(() -> width() > whole * 1.5);
        assertThat(blocks("Drop")).hasCount(1);

        assertEquals(pictureOfTheCommand(), pictureOfThePage());
    }

    @Test
    void aPressOnTheBarsAndTheArrowsSetThePosition() {
        button("Arrangement").click();
        recordATake();
        Locator ruler = page.getByLabel("Position in the arrangement");
        ruler.click(new Locator.ClickOptions().setPosition(2, 10));
        assertThat(ruler).hasAttribute("aria-valuenow", "0");
        ruler.focus();
        page.keyboard().press("ArrowRight");
        assertThat(ruler).hasAttribute("aria-valuenow", "4");
        page.keyboard().press("Home");
        assertThat(ruler).hasAttribute("aria-valuenow", "0");
    }

    @Test
    void aTakeOfAnotherClientIsSeenAtOnceAndFollowsRenamingAndUndo() throws Exception {
        button("Arrangement").click();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.send("/tempo", 240);
            client.send("/record", 1);
            assertThat(page.locator(".drawer .record")).hasText(Pattern.compile("Recording"));
            client.send("/scene/2/launch");
            assertThat(blocks("Verse")).hasCount(3);
            Locator growing = page.locator(".timeline-picture .block.recording").last();
            double width = widthOf(growing);
            page.waitForCondition(() -> widthOf(growing) > width + 5);
            client.send("/record", 0);
            assertThat(growing).hasCount(0);
            assertThat(blocks("Verse")).hasCount(3);
            client.send("/track/1/clip/2/name", "Refrain");
            assertThat(blocks("Refrain")).hasCount(1);
            client.send("/track/1/clip/2/delete");
            assertThat(blocks("(deleted)")).hasCount(1);
            client.send("/undo");
            assertThat(blocks("Refrain")).hasCount(1);
            client.send("/arrangement/clear");
            assertThat(page.locator(".timeline.empty")).isVisible();
        }
    }

    @Test
    void twoFingersZoomIt() {
        button("Arrangement").click();
        recordATake();
        session.close();
        open(360, 740);
        button("Arrangement").click();
        assertThat(blocks("Drop")).hasCount(1);
        double whole = width();
        BoundingBox box = page.locator(".timeline").boundingBox();
        var touchScreen = new TouchScreenInput(page);
        var middle = new TouchScreenInput.Place(box.x + box.width / 2, box.y + 100);
        // A page that does not take a touch within a second, as on a busy computer, gets no more of
        // that gesture: then a person does it again.
        page.waitForCondition(() -> {
            touchScreen.down(middle.plus(-20, 0), middle.plus(20, 0));
            touchScreen.moveTo(middle.plus(-30, 0), middle.plus(30, 0));
            touchScreen.moveTo(middle.plus(-60, 0), middle.plus(60, 0));
            page.waitForTimeout(500);
            return width() > whole * 1.9;
        });
        touchScreen.moveTo(middle.plus(-20, 0), middle.plus(20, 0));
        page.waitForCondition(() -> width() < whole * 1.2);
    }

    @Test
    void itHasRoomOnAPhoneATabletAndAWall() throws IOException {
        button("Arrangement").click();
        recordATake();
        for (Size size :
                List.of(
                        new Size("phone", 360, 740),
                        new Size("tablet", 820, 1180),
                        new Size("wall", 3840, 2160))) {
            session.close();
            open(size.width(), size.height());
            button("Arrangement").click();
            assertThat(blocks("Verse")).hasCount(3);
            page.locator("summary").click();
            session.check(size.name() + "-timeline");
        }
    }

    private record Size(String name, int width, int height) {}

    private void recordATake() {
        page.getByLabel("Quantize").selectOption("beat");
        page.getByLabel("Tempo in beats a minute").fill("240");
        page.keyboard().press("Enter");
        page.locator(".drawer .record").click();
        page.locator("[data-scene='1']").click();
        assertThat(session.cell(1, 1)).hasClass(Pattern.compile("\\bplaying\\b"));
        page.waitForTimeout(1500);
        page.locator("[data-scene='2']").click();
        assertThat(session.cell(1, 2)).hasClass(Pattern.compile("\\bplaying\\b"));
        page.waitForTimeout(2000);
        session.cell(3, 4).click();
        assertThat(session.cell(3, 4)).hasClass(Pattern.compile("\\bplaying\\b"));
        page.waitForTimeout(1000);
        page.locator(".drawer .record").click();
        assertThat(page.locator(".drawer .record")).hasText("Record");
    }

    /** The blocks and texts of the file that the page saves, without colours. */
    private List<?> pictureOfThePage() {
        Download download = page.waitForDownload(() -> page.getByText("Save picture").click());
        assertEquals("night.svg", download.suggestedFilename());
        return contents(download.path());
    }

    private List<?> pictureOfTheCommand() {
        button("Save: there are edits that are not saved").click();
        assertThat(page.getByText("Saved as night.")).isVisible();
        Path file = folder.resolve("command.svg");
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var line = CommandLineParser.parse("export", graph.toString(), "--svg", file.toString());
        assertEquals(0, Main.run(line, out, out), printed::toString);
        return contents(file);
    }

    /**
     * Lanes, blocks, bars and texts, as a browser reads them; the rest of the picture is one line.
     */
    private List<?> contents(Path svg) {
        try {
            return (List<?>)
                    page.evaluate(
                            """
                            text => [...new DOMParser().parseFromString(text.replace(/<style>[^]*<\\/style>/, ""), "image/svg+xml")
                                .querySelectorAll("rect:not(.paper), text, path.bar")]
                                .map(one => [one.tagName, one.textContent, one.getAttribute("class") ?? "",
                                    ...["x", "y", "width", "height"].map(name => Math.round(one.getAttribute(name) ?? 0))].join(" "))
                                .sort()
                            """,
                            Files.readString(svg));
        } catch (IOException unreadable) {
            throw new AssertionError(svg + " cannot be read", unreadable);
        }
    }

    private Locator button(String label) {
        return page.locator("button[aria-label='" + label + "']");
    }

    private Locator blocks(String clip) {
        return page.locator(
                ".timeline-picture .block",
                new Page.LocatorOptions()
                        .setHas(page.locator("title", new Page.LocatorOptions().setHasText(clip))));
    }

    /** The width of the whole arrangement in pixels, of which a part is in sight. */
    private double width() {
        return ((Number)
                        page.locator(".timeline-content")
                                .evaluate("content => content.offsetWidth"))
                .doubleValue();
    }

    private static double widthOf(Locator block) {
        return Double.parseDouble(block.getAttribute("width"));
    }

    private String playhead() {
        return page.locator(".timeline-playhead").getAttribute("style");
    }
}
