package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A daemon's page, open in a browser of its own, and what must hold for it at any size. */
final class SessionPage implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "page");

    /** CSS pixels: what a finger hits without aiming. */
    private static final int TOUCH_TARGET = 44;

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private SessionPage(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            // What a graphics driver says of its own speed is no fault of the page.
            if (!message.text().contains("GL Driver Message (OpenGL, Performance")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Opens the page and waits until it has the session. */
    static SessionPage open(ChromiumBrowser chromium, RunningDaemon daemon, int width, int height) {
        return open(chromium, "127.0.0.1", daemon.httpPort(), width, height);
    }

    /** The same by another of the daemon's addresses. */
    static SessionPage open(
            ChromiumBrowser chromium, String host, int port, int width, int height) {
        Page page =
                chromium.browser()
                        .newContext(new Browser.NewContextOptions().setViewportSize(width, height))
                        .newPage();
        var opened = new SessionPage(page);
        page.navigate("http://" + host + ":" + port + "/");
        assertThat(page.locator(".status .connected")).isVisible();
        return opened;
    }

    Page page() {
        return page;
    }

    /** What the browser has complained of. */
    List<String> complaints() {
        return complaints;
    }

    Locator cell(int track, int clip) {
        return page.locator("[data-track='" + track + "'][data-clip='" + clip + "']");
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /** Takes a picture; nothing is cut off, too small for a finger, or hidden from a reader. */
    void check(String name) throws IOException {
        picture(name);
        assertEquals(
                page.evaluate("() => innerWidth"),
                page.evaluate("() => document.documentElement.scrollWidth"),
                name + ": the width of the page");
        assertEquals(
                List.of(),
                page.evaluate(
                        """
                        least => [...document.querySelectorAll("button, select, input, summary, label.check, [role=slider]")]
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

    @Override
    public void close() {
        page.context().close();
    }

    private static String axe() throws IOException {
        try (InputStream script = SessionPage.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe.min.js").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
