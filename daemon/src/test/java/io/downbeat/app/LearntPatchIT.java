package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;
import io.downbeat.client.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real Pure Data patch that only sends its values, at a real daemon with an empty session: its
 * nodes appear, and clips and scenes are made of them without a file written by hand.
 */
@Timeout(240)
@RealProgram(command = "pd", debian = "puredata-core")
class LearntPatchIT {

    private static final Path PATCH =
            Path.of("src", "test", "resources", "io", "downbeat", "app", "learnt.pd");

    @TempDir private Path folder;

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final Queue<Refusal> refused = new ConcurrentLinkedQueue<>();

    @Test
    void thePatchBecomesNodesClipsAndScenes() throws InterruptedException {
        try (RunningDaemon daemon =
                        RunningDaemon.playing(
                                folder.resolve("new.json"), 0, folder.resolve("state"), "--new");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                PdProcess pd =
                        PdProcess.with(
                                List.of(PATCH), "patch-connect 127.0.0.1 " + daemon.port())) {
            client.onError(refused::add);
            client.subscribe(heard::add, "/node/lead/shape");
            client.send("/node/learn", 1);
            assertEquals(1, client.ask("/node/learn").number(0));
            assertEquals("", client.ask("/node/list").text(0));

            pd.press("patch-first");
            awaitShape("square");
            assertEquals("Learnt", client.ask("/node/kick/type").text(0));
            assertEquals("learn kick/pitch and 2 more", client.ask("/undo/name").text(0));

            client.send("/track/1/assign", "kick", "lead");
            client.send("/track/1/clip/add", "Intro");
            client.send("/scene/1/update");
            // The answer comes after the capture, so the patch's next values are not in the clip.
            assertEquals("Intro", client.ask("/track/1/clip/1/name").text(0));
            pd.press("patch-second");
            awaitShape("saw");
            assertEquals(1, client.ask("/track/1/dirty").number(0));
            client.send("/track/1/clip/add", "Drop");
            client.send("/scene/add", "Drop");
            client.send("/scene/1/launch");
            awaitShape("square");
            assertEquals(0.4, client.ask("/node/kick/decay").number(0), 1e-6);
            assertEquals(52, client.ask("/node/kick/pitch").number(0));
            client.send("/scene/Drop/launch");
            awaitShape("saw");
            assertEquals(60, client.ask("/node/kick/pitch").number(0));
            assertEquals(2, client.ask("/scene/active").number(0));
            pd.assertNoTrouble();
        }
    }

    private void awaitShape(String shape) throws InterruptedException {
        Message next;
        do {
            next = heard.poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "the shape is not " + shape + "; refused: " + refused);
        } while (!next.text(0).equals(shape));
    }
}
