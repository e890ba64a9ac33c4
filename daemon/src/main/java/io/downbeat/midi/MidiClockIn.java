package io.downbeat.midi;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;

/**
 * Receives the MIDI clock of one device. The device is chosen by name and opened whenever it is
 * there; its absence is no error. Messages are stamped on arrival, since the platform's own stamps
 * differ from driver to driver.
 */
public final class MidiClockIn implements AutoCloseable {

    /**
     * Receives the clock: pulses and positions in order on the driver's thread, presence on a
     * thread of this class.
     */
    public interface Listener {
        void onPulse(MidiRealTimeMessage pulse, HostMicros at);

        /** The position from which the clock will continue, in sixteenths from the beginning. */
        void songPosition(int sixteenths, HostMicros at);

        /** The device was connected or disconnected. */
        void present(boolean there);
    }

    private final HostClock clock;
    private final Listener listener;
    private final ReconnectingMidiPort watch;

    /**
     * A clock input that is not started.
     *
     * @param name of the device, or a part of it; {@code downbeat midi} lists them
     */
    public MidiClockIn(String name, HostClock clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.watch = new ReconnectingMidiPort(MidiPorts.Direction.IN, name, new Connection());
    }

    /** Starts to look for the device and to listen to it. */
    public void start() {
        watch.start();
    }

    /** Looks for the device now, on this thread. */
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
            MidiRealTimeMessage.of(status).ifPresent(pulse -> listener.onPulse(pulse, at));
        }
    }

    private final class Connection implements ReconnectingMidiPort.PortUser {
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
