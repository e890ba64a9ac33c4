package io.downbeat.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.clock.follow.ClockSyncLevel;
import io.downbeat.clock.follow.PulseFollower;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A clock that comes in through a device of software, looked after by the test. */
class MidiClockInTest {

    private final SoftwareMidi.Port device = SoftwareMidi.plug("Drum Machine 7 MIDI 1");
    private final List<String> heard = new ArrayList<>();
    private HostMicros now = new HostMicros(1_000_000);

    @AfterEach
    void pullOut() {
        device.pull();
    }

    @Test
    void eachClockMessageIsReceivedWithItsArrivalTime() {
        try (MidiClockIn in = listening("Drum Machine 7 MIDI 1")) {
            in.checkPort();
            device.play(0xF2, 0x05, 0x01);
            now = new HostMicros(2_000_000);
            device.play(0xFA);
            device.play(0xF8);
            device.play(0xFC);
            device.play(0xFB);
        }
        assertEquals(
                List.of(
                        "present true",
                        "133 sixteenths at 1000000",
                        "START at 2000000",
                        "TICK at 2000000",
                        "STOP at 2000000",
                        "CONTINUE at 2000000"),
                heard);
    }

    @Test
    void otherMidiMessagesAreIgnored() {
        try (MidiClockIn in = listening("Drum Machine 7 MIDI 1")) {
            in.checkPort();
            device.play(0x90, 60, 100);
            device.play(0xFE);
            device.play(0xF1, 3, 0);
        }
        assertEquals(List.of("present true"), heard);
    }

    @Test
    void aPartOfTheDeviceNameInAnyCaseIsEnough() {
        try (MidiClockIn in = listening("machine 7")) {
            in.checkPort();
        }

        assertEquals(List.of("present true"), heard);
    }

    @Test
    void theWholeNameWinsOverAPartOfIt() {
        SoftwareMidi.Port shorter = SoftwareMidi.plug("Drum Machine 7");
        try (MidiClockIn in = listening("Drum Machine 7")) {
            in.checkPort();
            device.play(0xF8);
            shorter.play(0xFA);
        } finally {
            shorter.pull();
        }
        assertEquals(List.of("present true", "START at 1000000"), heard);
    }

    @Test
    @Tag("MIDI-4")
    void anAbsentDeviceIsWaitedForAndMayAppearAndDisappear() {
        device.pull();
        try (MidiClockIn in = listening("Drum Machine 7")) {
            in.checkPort();
            assertEquals(List.of(), heard);

            SoftwareMidi.Port again = SoftwareMidi.plug("Drum Machine 7 MIDI 1");
            in.checkPort();
            in.checkPort();
            again.play(0xF8);
            again.pull();
            in.checkPort();
            again.play(0xF8);
        }
        assertEquals(List.of("present true", "TICK at 1000000", "present false"), heard);
    }

    @Test
    void theErrorForAnAbsentDeviceListsTheAvailableOnes() {
        assertEquals(
                "no MIDI in device is called \"Nord\" (there is \"Drum Machine 7 MIDI 1\");"
                        + " waiting for it",
                MidiPorts.absence(MidiPorts.Direction.IN, "Nord"));
    }

    @Test
    void devicesAreListedForPeople() {
        assertEquals(
                """
                in  "Drum Machine 7 MIDI 1", Downbeat, software, for tests
                out "Drum Machine 7 MIDI 1", Downbeat, software, for tests
                """,
                MidiPorts.report());

        device.pull();
        assertEquals(
                "There is no MIDI device here that could be a clock, in or out.\n",
                MidiPorts.report());
    }

    @Test
    void jitteredTicksThroughADeviceAreFollowedToTheBeat() {
        PulseFollower follower = PulseFollower.ofMidi(new Tempo(100));
        Random random = new Random(7);
        try (MidiClockIn in = new MidiClockIn("Drum Machine", () -> now, new Feed(follower))) {
            in.checkPort();
            device.play(0xFA);
            for (int tick = 0; tick < 24 * 24; tick++) {
                double truth = 1_000_000 + tick * 60e6 / 126 / 24;
                now = new HostMicros(Math.round(truth + random.nextDouble(-5_000, 5_000)));
                device.play(0xF8);
            }
        }
        HostMicros beat = follower.line().orElseThrow().momentOf(Beats.of(25));
        assertEquals(ClockSyncLevel.POSITION, follower.clockSyncLevel());
        assertEquals(1_000_000 + 25 * 60e6 / 126, (double) beat.micros(), 1_000);
    }

    private MidiClockIn listening(String name) {
        return new MidiClockIn(name, () -> now, new Notes());
    }

    private final class Notes implements MidiClockIn.Listener {
        @Override
        public void onPulse(MidiRealTimeMessage pulse, HostMicros at) {
            heard.add(pulse + " at " + at.micros());
        }

        @Override
        public void songPosition(int sixteenths, HostMicros at) {
            heard.add(sixteenths + " sixteenths at " + at.micros());
        }

        @Override
        public void present(boolean there) {
            heard.add("present " + there);
        }
    }

    private record Feed(PulseFollower follower) implements MidiClockIn.Listener {
        @Override
        public void onPulse(MidiRealTimeMessage pulse, HostMicros at) {
            switch (pulse) {
                case TICK -> follower.onTick(at);
                case START -> follower.onStart(at);
                case CONTINUE -> follower.onRestart(at);
                case STOP -> follower.onStop(at);
            }
        }

        @Override
        public void songPosition(int sixteenths, HostMicros at) {
            follower.onSongPosition(sixteenths, at);
        }

        @Override
        public void present(boolean there) {}
    }
}
