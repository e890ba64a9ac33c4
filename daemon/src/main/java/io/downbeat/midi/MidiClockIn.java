package io.downbeat.midi;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;

/**
 * The clock that one MIDI device sends. The device is chosen by name and opened whenever it is
 * there; that it is absent is no error. Messages are stamped on arrival, since the platform's own
 * stamps differ in meaning from driver to driver.
 */
public final class MidiClockIn implements AutoCloseable {

    /**
     * Who hears the clock: pulses and positions on the driver's thread and in their order, presence
     * on a thread of this clock.
     */
    public interface Listener {
        void heard(MidiRealTimeMessage pulse, HostMicros at);

        /** Sixteenths from the beginning, where the master will go on. */
        void songPosition(int sixteenths, HostMicros at);

        /** The device has come, or gone. */
        void present(boolean there);
    }

    private final HostClock clock;
    private final Listener listener;
    private final MidiPortMonitor watch;

    /**
     * A clock that does not listen yet. The name is a device's, or a part of one; {@code downbeat
     * midi} lists them.
     */
    public MidiClockIn(String name, HostClock clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.watch = new MidiPortMonitor(MidiPorts.Direction.IN, name, new Connection());
    }

    /** Begins to look for the device and to listen to it. */
    public void start() {
        watch.start();
    }

    /** Looks for the device at once, on this thread. */
    void checkPort() {
        watch.checkPort();
    }

    @Override
    public void close() {
        watch.close();
    }

    private void onPulse(MidiMessage message, HostMicros at) {
        int status = message.getStatus();
        if (status == SongPosition.STATUS && message.getLength() == 3) {
            byte[] bytes = message.getMessage();
            listener.songPosition(SongPosition.of(bytes[1], bytes[2]).sixteenths(), at);
        } else {
            MidiRealTimeMessage.of(status).ifPresent(pulse -> listener.heard(pulse, at));
        }
    }

    private final class Connection implements MidiPortMonitor.Holder {
        @Override
        public void opened(MidiDevice port) throws MidiUnavailableException {
            port.getTransmitter().setReceiver(new MessageReceiver());
            listener.present(true);
        }

        @Override
        public void gone() {
            listener.present(false);
        }
    }

    private final class MessageReceiver implements Receiver {
        @Override
        public void send(MidiMessage message, long driversStamp) {
            onPulse(message, clock.now());
        }

        @Override
        public void close() {}
    }
}
