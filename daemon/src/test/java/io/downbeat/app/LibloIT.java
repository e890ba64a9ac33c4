package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** The performance that a new user tries first: {@code oscsend} launches, {@code oscdump} hears. */
@Timeout(120)
@RealProgram(command = "oscsend", debian = "liblo-tools")
@RealProgram(command = "oscdump", debian = "liblo-tools")
class LibloIT {
    private static final List<String> VALUES_OF_SCENE_2 =
            """
            /node/seq/density f 0.450000
            /node/seq/fill f 0.100000
            /node/seq/swing f 0.120000
            /node/kick/pitch f 49.000000
            /node/kick/decay f 0.480000
            /node/kick/volume f 0.700000
            /node/snare/snap f 0.450000
            /node/snare/volume f 0.350000
            /node/hat/decay f 0.070000
            /node/hat/volume f 0.220000
            /node/clap/volume f 0.000000
            /node/lfo/rate f 0.250000
            /node/lfo/depth f 0.350000
            /node/osc/frequency f 82.400002
            /node/osc/detune f 0.060000
            /node/gain/gain f 0.200000
            /node/noise/scale f 4.000000
            /node/noise/speed f 0.200000
            /node/bloom/intensity f 0.400000
            /node/bloom/threshold f 0.300000
            /node/trails/amount f 0.300000
            /node/noise/palette s "dusk"
            """
                    .lines()
                    .toList();

    @TempDir private Path state;

    @Test
    void aSceneSentByOscsendReachesOscdumpWholeOnTheBarLine() throws InterruptedException {
        int output = RealProcess.freePort();
        BlockingQueue<Message> feedback = new LinkedBlockingQueue<>();
        try (RealProcess dump = listening(output);
                RunningDaemon daemon =
                        RunningDaemon.with(state, "--output", "127.0.0.1:" + output);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.subscribe(feedback::add, "/track/1/active");
            assertEquals(Message.of("/track/1/active", 1f), feedback.take());
            dump.waitFor(ends(" /node/kick/decay f 0.620000"), "present value of the kick");
            dump.waitFor(ends(" /node/trails/zoom f 1.000000"), "last present value");

            oscsend(daemon.port(), "/quantize", "s", "bar");
            oscsend(daemon.port(), "/scene/2/launch");

            assertEquals(VALUES_OF_SCENE_2, bundle(dump));
            while (!feedback.take().equals(Message.of("/track/1/active", 2f))) {
                // Healing tells again what was before.
            }
        }
    }

    @Test
    void oscdumpReceivesTheSubscriptionThatOscsendMadeForItsPort() {
        int surface = RealProcess.freePort();
        String port = Integer.toString(surface);
        try (RealProcess dump = listening(surface);
                RunningDaemon daemon = RunningDaemon.with(state)) {
            oscsend(daemon.port(), "/subscribe", "si", "/track/2/clip/3/state", port);
            dump.waitFor(ends(" /update f 0.000000"), "end of the present values");
            oscsend(daemon.port(), "/track/Synth/clip/Chorus/launch", "s", "beat");

            dump.waitFor(ends(" /track/2/clip/3/state f 2.000000"), "queued clip");
            dump.waitFor(ends(" /track/2/clip/3/state f 3.000000"), "active clip");
        }
    }

    private static void oscsend(int port, String... message) {
        List<String> command = new ArrayList<>(List.of("oscsend", "127.0.0.1"));
        command.add(Integer.toString(port));
        command.addAll(List.of(message));
        RealProcess.run(command.toArray(String[]::new));
    }

    /** An oscdump that hears: it does not say so, hence it is knocked at until it does. */
    private static RealProcess listening(int port) {
        RealProcess dump = RealProcess.start("oscdump", "-L", Integer.toString(port));
        while (!dump.hasPrinted()) {
            oscsend(port, "/knock");
        }
        return dump;
    }

    /** The messages of the next bundle; oscdump prints one time for all of a bundle. */
    private static List<String> bundle(RealProcess dump) {
        String first = dump.waitFor(line -> !line.contains("/knock"), "launch");
        String stamp = first.substring(0, first.indexOf(' ') + 1);
        List<String> messages = new ArrayList<>(List.of(first.substring(stamp.length())));
        while (messages.size() < VALUES_OF_SCENE_2.size()) {
            String line = dump.waitFor(any -> true, "rest of the launch");
            assertTrue(line.startsWith(stamp), line + " is not of the bundle of " + first);
            messages.add(line.substring(stamp.length()));
        }
        return messages;
    }

    private static Predicate<String> ends(String text) {
        return line -> line.endsWith(text);
    }
}
