package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir private Path state;
    private final List<String> failures = new ArrayList<>();
    private ChromiumBrowser chromium;
    private RunningDaemon daemon;
    private Page page;

    @BeforeEach
    void openThePage() {
        daemon = RunningDaemon.with(state, "--http-port=0");
        chromium = ChromiumBrowser.start();
        page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                failures.add(message.text());
            }
        });
        page.onPageError(failures::add);
        page.navigate("http://127.0.0.1:" + daemon.httpPort() + "/");
        assertThat(page.locator("[data-track='3'][data-clip='4']")).isVisible();
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
        page.waitForFunction(middlePointIs("red > 2 * blue"));
        page.locator("[data-scene='1']").click();
        page.waitForFunction(middlePointIs("blue > 1.2 * red"));
    }

    /** Draws the canvas smaller until it is one point: the mean colour of the picture. */
    private static String middlePointIs(String condition) {
        return """
        () => new Promise(resolve => requestAnimationFrame(() => {
            const point = new OffscreenCanvas(1, 1).getContext('2d');
            point.imageSmoothingQuality = 'high';
            point.drawImage(document.querySelector('canvas.picture'), 0, 0, 1, 1);
            const [red, green, blue] = point.getImageData(0, 0, 1, 1).data;
            resolve(%s);
        }))
        """
                .formatted(condition);
    }

    private void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
    }
}
