package io.downbeat.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** A clock that goes out to a device of software. */
class MidiClockOutTest {

    private final SoftwareMidi.Port device = SoftwareMidi.plug("Sampler 3");
    private HostMicros now = new HostMicros(1_000_000);

    @AfterEach
    void pullOut() {
        device.pull();
    }

    @Test
    void aDeviceThatAppearsLateGetsTheSongPosition() {
        device.pull();
        try (MidiClockOut out = new MidiClockOut("Sampler", () -> now, 0)) {
            out.checkPort();
            out.follow(new Timeline(new Tempo(250), Beats.ZERO, now), true);
            out.advance(now);

            SoftwareMidi.Port late = SoftwareMidi.plug("Sampler 3");
            now = now.plus(60_000 * 40);
            out.checkPort();
            out.advance(now);

            assertEquals(List.of("F2 28 00", "FB", "F8"), late.received());
            late.pull();
        }
    }

    @Test
    void anUnpluggedDeviceDoesNotStopOthers() {
        try (MidiClockOut out = new MidiClockOut("Sampler", () -> now, 0)) {
            out.checkPort();
            out.follow(new Timeline(new Tempo(250), Beats.ZERO, now), true);
            assertEquals(now.plus(10_000), out.advance(now));

            device.pull();
            device.close();
            now = now.plus(10_000);
            assertEquals(now.plus(10_000), out.advance(now));

            out.checkPort();
            assertEquals(HostMicros.NEVER, out.advance(now));
        }
    }

    @Test
    @Timeout(30)
    void theThreadSendsEachTickOnceAndALastStop() throws InterruptedException {
        HostMicros begin = new SystemHostClock().now();
        MidiClockOut out = new MidiClockOut("Sampler", new SystemHostClock(), 300);
        out.follow(new Timeline(new Tempo(300), Beats.ZERO, begin.plus(2_000_000)), true);
        out.start();
        String word = device.nextReceived();
        while (word.equals("F8")) {
            word = device.nextReceived();
        }

        assertEquals("FA", word);
        for (int tick = 0; tick < 12; tick++) {
            assertEquals("F8", device.nextReceived());
        }
        out.close();
        assertEquals("FC", device.received().getLast());
    }
}
