package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;
import io.downbeat.midi.SoftwareMidi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A whole daemon between a drum machine that is the clock and a synthesizer that follows. */
@Timeout(120)
class MidiClockIT {

    private static final int TICK = 0xF8;
    private static final int START = 0xFA;
    private static final int STOP = 0xFC;
    private static final long TICK_MICROS = 60_000_000 / 150 / 24;

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    @TempDir private Path state;

    @Test
    void theSessionFollowsOneMidiClockAndSendsAnother() throws IOException, InterruptedException {
        Path rig = state.resolve("rig.toml");
        Files.writeString(
                rig,
                """
                [clock]
                source = "midi"
                midi_in = "Drum machine"
                midi_out = "Synthesizer"
                """);
        try (var drums = SoftwareMidi.plug("Drum machine");
                var synth = SoftwareMidi.plug("Synthesizer");
                RunningDaemon daemon = RunningDaemon.with(state, "--rig=" + rig);
                DownbeatClient client = DownbeatClient.connect("localhost", daemon.port());
                ScheduledExecutorService machine = Executors.newSingleThreadScheduledExecutor()) {
            client.subscribe(heard::add, "/clock/status", "/beat/bar");
            until("/clock/status s \"searching\"");
            var ticking =
                    machine.scheduleAtFixedRate(
                            () -> drums.play(TICK), 0, TICK_MICROS, TimeUnit.MICROSECONDS);
            until("/clock/status s \"stopped\"");

            machine.execute(() -> drums.play(START));
            until("/clock/status s \"running\"");
            untilBar(2);
            assertEquals(150, client.ask("/tempo").number(0), 8);
            untilSynthStarts(synth);
            untilSynth(synth, "F8");

            machine.execute(() -> drums.play(STOP));
            until("/clock/status s \"stopped\"");
            untilSynth(synth, "FC");
            ticking.cancel(false);
            machine.shutdownNow();
            drums.pull();
            synth.pull();
        }
    }

    private void until(String line) throws InterruptedException {
        while (!heard.take().toString().equals(line)) {
            // What comes before it is not asked for here.
        }
    }

    /** A bar, or a later one: on a busy machine beats may be passed over. */
    private void untilBar(int bar) throws InterruptedException {
        Message message = heard.take();
        while (!message.address().equals("/beat/bar") || message.number(0) < bar) {
            message = heard.take();
        }
    }

    /**
     * From the beginning, or, where the machine took long to start the transport, from the place
     * that it has reached: song position and continue (MIDI 1.0 Detailed Specification, "System
     * Common Messages").
     */
    private static void untilSynthStarts(SoftwareMidi.Port synth) throws InterruptedException {
        String message = "";
        String before;
        do {
            before = message;
            message = synth.nextReceived();
        } while (!message.equals("FA") && !message.equals("FB"));
        assertTrue(message.equals("FA") || before.startsWith("F2"), "before a continue: " + before);
    }

    private static void untilSynth(SoftwareMidi.Port synth, String message)
            throws InterruptedException {
        while (!synth.nextReceived().equals(message)) {
            // Ticks.
        }
    }
}
