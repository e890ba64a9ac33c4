package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

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
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The page with a session of 64 tracks and 64 scenes whose clips change 30 times a second: how many
 * pictures the browser draws, how soon a launch is on the screen, and what memory is held after
 * many changes. The times are printed: on a busy computer they say nothing about the page.
 */
@Timeout(240)
@RealProgram(command = "chromium", debian = "chromium")
class BrowserRateIT {
    private static final int SIZE = 64;
    private static final int CHANGES_PER_SECOND = 30;
    private static final int SECONDS = 8;

    /** Bytes that the page may hold more after some thousand further changes. */
    private static final double GROWTH = 3e6;

    /**
     * Collects times of pictures, long tasks, and for each changed cell the pictures until it
     * shows.
     */
    private static final String MEASURE =
            """
            async () => {
                const { session } = await import('/session/store.js');
                const m = window.measured = { pictures: [], long: [], shown: [], rendered: 0, messages: 0 };
                new PerformanceObserver(list => list.getEntries().forEach(entry => m.long.push(entry.duration)))
                    .observe({ type: 'longtask' });
                const waiting = new Set();
                let last = performance.now();
                const picture = now => {
                    m.pictures.push(now - last);
                    last = now;
                    for (const change of waiting) {
                        // This callback runs before the picture is drawn: what the page holds now will be on it.
                        change.pictures++;
                        const cell = document.querySelector(change.cell);
                        // Out of sight, and not rendered.
                        if (cell === null) waiting.delete(change);
                        if (cell?.classList.contains('playing')) {
                            m.shown.push(change.pictures);
                            waiting.delete(change);
                        } else if (change.pictures > 20) waiting.delete(change);
                    }
                    requestAnimationFrame(picture);
                };
                requestAnimationFrame(picture);
                for (let track = 1; track <= %1$d; track++) {
                    session.listen([`/track/${track}/active`], () => {
                        m.messages++;
                        const clip = session.value(`/track/${track}/active`, 0);
                        if (clip > 0) waiting.add({ cell: `[data-track="${track}"][data-clip="${clip}"]`, pictures: 0 });
                    });
                }
                new MutationObserver(records => m.rendered += records.length)
                    .observe(document.querySelector('.grid'), { subtree: true, childList: true, attributes: true, characterData: true });
            }
            """
                    .formatted(SIZE);

    private static final String RESULT =
            """
            () => {
                const m = window.measured;
                const sorted = [...m.pictures].sort((a, b) => a - b);
                const at = part => sorted[Math.floor(part * (sorted.length - 1))].toFixed(1);
                const seconds = m.pictures.reduce((sum, gap) => sum + gap, 0) / 1000;
                const text = `${(m.pictures.length / seconds).toFixed(1)} pictures a second; gaps in ms: median ${at(0.5)}, `
                    + `95 of 100 within ${at(0.95)}, longest ${at(1)}; ${m.long.length} long tasks, longest ${Math.max(0, ...m.long).toFixed(0)} ms; `
                    + `${m.messages} changes, ${m.rendered} changes of the document; changes shown in picture 1, 2, 3 and later: `
                    + [1, 2].map(n => m.shown.filter(pictures => pictures === n).length).concat(m.shown.filter(pictures => pictures > 2).length).join(', ');
                m.pictures.length = m.long.length = m.shown.length = m.rendered = m.messages = 0;
                return text;
            }
            """;

    @TempDir private Path folder;
    private RunningDaemon daemon;
    private ChromiumBrowser chromium;
    private DownbeatClient client;
    private Page page;

    @BeforeEach
    void openThePage() throws IOException {
        Path graph = Files.writeString(folder.resolve("large.json"), graph());
        daemon = RunningDaemon.playing(graph, 0, folder.resolve("state"), "--http-port=0");
        chromium = ChromiumBrowser.start();
        client = DownbeatClient.connect("127.0.0.1", daemon.port());
        page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1920, 1080));
        long began = System.nanoTime();
        page.navigate("http://127.0.0.1:" + daemon.httpPort() + "/");
        assertThat(page.locator("[data-cell='0:%d']".formatted(SIZE)))
                .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(60_000));
        System.out.printf("64 x 64 shown after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        page.evaluate(MEASURE);
    }

    @AfterEach
    void close() {
        client.close();
        chromium.close();
        daemon.close();
    }

    @Test
    void aLargeGridIsDrawnWhileItsClipsChange() {
        page.waitForTimeout(2_000);
        System.out.println("64 x 64 at rest: " + page.evaluate(RESULT));
        change(SECONDS);
        System.out.println("30 launches a second: " + page.evaluate(RESULT));
        client.send("/quantize", "bar");
        client.send("/scene/9/launch");
        page.waitForTimeout(2_500);
        System.out.println("a scene of 64 clips, queued and launched: " + page.evaluate(RESULT));
        assertPlayingInItsWholeRow(9);
    }

    /** The page renders what is in sight and some cells around it: all of that, at both ends. */
    private void assertPlayingInItsWholeRow(int scene) {
        Locator row = page.locator("[data-clip='" + scene + "'].clip-button");
        for (int track : new int[] {1, SIZE}) {
            page.locator("[data-cell='0:" + track + "']").scrollIntoViewIfNeeded();
            assertThat(page.locator("[data-track='%d'][data-clip='%d']".formatted(track, scene)))
                    .isVisible();
            int rendered = row.count();
            assertTrue(rendered >= 8 && rendered < SIZE, "cells rendered in a row: " + rendered);
            assertThat(page.locator("[data-clip='" + scene + "'].clip-button.playing"))
                    .hasCount(rendered);
            assertThat(page.locator(".clip-button.playing")).hasCount(rendered);
        }
    }

    @Test
    void theArrowKeysReachEveryCellHoweverFast() {
        page.locator("[data-cell='1:1']").focus();
        for (int step = 1; step < 40; step++) {
            page.keyboard().press("ArrowDown");
        }
        for (int step = 1; step < 50; step++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.locator("[data-cell='40:50']")).isFocused();
        page.evaluate("() => document.querySelector('.grid-scroller').scrollTo(0, 0)");
        assertThat(page.locator("[data-cell='1:1']")).isVisible();
        // Its button is not rendered any more; the keys go on from there.
        assertThat(page.locator("[data-cell='40:50']")).hasCount(0);
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[data-cell='41:50']")).isFocused();
    }

    @Test
    void changesLeaveNothingBehind() {
        change(3);
        double before = heldBytes();
        change(12);
        double after = heldBytes();
        change(12);
        double later = heldBytes();
        System.out.printf(
                "held by the page: %.2f MB, after 360 launches %.2f MB, after 720 %.2f MB%n",
                before / 1e6, after / 1e6, later / 1e6);
        assertTrue(later - after < GROWTH, "bytes: " + before + ", " + after + ", " + later);
    }

    /** Launches a clip 30 times a second, each time another one. */
    private void change(int seconds) {
        for (int launch = 0; launch < seconds * CHANGES_PER_SECOND; launch++) {
            // Within what the screen shows, and outside.
            int track = launch * 7 % SIZE + 1;
            int clip = (launch * 5 + launch / SIZE) % SIZE + 1;
            client.send("/track/" + track + "/clip/" + clip + "/launch/instant");
            page.waitForTimeout(1_000.0 / CHANGES_PER_SECOND);
        }
    }

    /** Bytes of the page's JavaScript objects after a collection. */
    private double heldBytes() {
        CDPSession session = page.context().newCDPSession(page);
        session.send("HeapProfiler.collectGarbage");
        double bytes = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        session.detach();
        return bytes;
    }

    static String graph() {
        String nodes =
                numbers(track ->
                        "\"n%d\": {\"type\": \"Light\", \"params\": {\"level\": 0}}"
                                .formatted(track));
        String tracks =
                numbers(track ->
                        "{\"id\": \"t%d\", \"name\": \"Track %d\", \"owned_nodes\": [\"n%d\"], \"clips\": [%s]}"
                                .formatted(
                                        track,
                                        track,
                                        track,
                                        numbers(clip ->
                                                "{\"id\": \"c%d_%d\", \"name\": \"Clip %d\", \"params\": {\"n%d\": {\"level\": %d}}}"
                                                        .formatted(
                                                                track, clip, clip, track, clip))));
        String scenes =
                numbers(scene ->
                        "{\"id\": \"s%d\", \"name\": \"Scene %d\", \"assignments\": {%s}}"
                                .formatted(
                                        scene,
                                        scene,
                                        numbers(track ->
                                                "\"t%d\": \"c%d_%d\""
                                                        .formatted(track, track, scene))));
        return "{\"schema_version\": 3, \"nodes\": {%s}, \"session\": {\"tracks\": [%s], \"scenes\": [%s]}}"
                .formatted(nodes, tracks, scenes);
    }

    private static String numbers(IntFunction<String> text) {
        return IntStream.rangeClosed(1, SIZE).mapToObj(text).collect(Collectors.joining(", "));
    }
}
