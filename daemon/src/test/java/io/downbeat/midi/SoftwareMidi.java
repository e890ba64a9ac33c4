package io.downbeat.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;
import javax.sound.midi.spi.MidiDeviceProvider;

/** MIDI devices in software. A test connects them, sends with them, and disconnects them. */
public final class SoftwareMidi extends MidiDeviceProvider {

    private static final List<Port> PLUGGED = new CopyOnWriteArrayList<>();

    /** Connects a device. */
    public static Port plug(String name) {
        Port port = new Port(name);
        PLUGGED.add(port);
        return port;
    }

    @Override
    public MidiDevice.Info[] getDeviceInfo() {
        return PLUGGED.stream().map(Port::getDeviceInfo).toArray(MidiDevice.Info[]::new);
    }

    @Override
    public MidiDevice getDevice(MidiDevice.Info info) {
        return PLUGGED.stream()
                .filter(port -> port.getDeviceInfo().equals(info))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not plugged in: " + info));
    }

    /** A port that sends and receives. */
    public static final class Port implements MidiDevice, AutoCloseable {

        private final Info info;
        private final List<Receiver> listeners = new CopyOnWriteArrayList<>();
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private volatile boolean open;

        private Port(String name) {
            info = new Description(name);
        }

        /** Sends a message to all listeners, on the caller's thread. */
        public void play(int... bytes) {
            try {
                ShortMessage message =
                        bytes.length == 1
                                ? new ShortMessage(bytes[0])
                                : new ShortMessage(bytes[0], bytes[1], bytes[2]);
                listeners.forEach(listener -> listener.send(message, 0));
            } catch (InvalidMidiDataException wrong) {
                throw new IllegalArgumentException(wrong);
            }
        }

        /** Disconnects the device. */
        public void pull() {
            PLUGGED.remove(this);
        }

        /** The next message that was sent to it, in hexadecimal; waits for it. */
        public String nextReceived() throws InterruptedException {
            return received.take();
        }

        /** All messages sent to it since the last call. */
        public List<String> received() {
            List<String> all = new ArrayList<>();
            received.drainTo(all);
            return all;
        }

        @Override
        public Info getDeviceInfo() {
            return info;
        }

        @Override
        public void open() {
            open = true;
        }

        @Override
        public void close() {
            open = false;
            listeners.clear();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long getMicrosecondPosition() {
            return -1;
        }

        @Override
        public int getMaxReceivers() {
            return -1;
        }

        @Override
        public int getMaxTransmitters() {
            return -1;
        }

        @Override
        public Receiver getReceiver() {
            return new Receiver() {
                @Override
                public void send(MidiMessage message, long stamp) {
                    if (!open) {
                        throw new IllegalStateException("closed");
                    }
                    received.add(hex(message));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public List<Receiver> getReceivers() {
            return List.of();
        }

        @Override
        public Transmitter getTransmitter() {
            return new Line(this);
        }

        @Override
        public List<Transmitter> getTransmitters() {
            return List.of();
        }

        private static String hex(MidiMessage message) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < message.getLength(); i++) {
                text.append(i == 0 ? "" : " ").append("%02X".formatted(message.getMessage()[i]));
            }
            return text.toString();
        }
    }

    private static final class Line implements Transmitter {
        private final Port port;

        Line(Port port) {
            this.port = port;
        }

        @Override
        public void setReceiver(Receiver receiver) {
            port.listeners.add(receiver);
        }

        @Override
        public Receiver getReceiver() {
            return port.listeners.getFirst();
        }

        @Override
        public void close() {}
    }

    private static final class Description extends MidiDevice.Info {
        Description(String name) {
            super(name, "Downbeat", "software, for tests", "1");
        }
    }
}
