package io.downbeat.midi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;

/**
 * One MIDI port, chosen by name. It is opened when the device is connected, and closed when the
 * device is gone. A thread of its own checks once a second, since listing devices may block. Before
 * {@link #start}, and in tests, the owner checks.
 */
final class ReconnectingMidiPort implements AutoCloseable {

    /** What is done with the port, on the monitor's thread. */
    interface PortUser {
        void opened(MidiDevice port) throws MidiUnavailableException;

        void gone();
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingMidiPort.class);

    private final MidiPorts.Direction direction;
    private final String name;
    private final PortUser holder;
    private final ScheduledExecutorService thread;
    private Optional<MidiDevice> open = Optional.empty();
    private Optional<Future<?>> watching = Optional.empty();
    private boolean complained;

    ReconnectingMidiPort(MidiPorts.Direction direction, String name, PortUser holder) {
        this.direction = direction;
        this.name = name;
        this.holder = holder;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .daemon()
                                .name("downbeat-midi-" + direction.word())
                                .factory());
    }

    void start() {
        watching =
                Optional.of(
                        thread.scheduleWithFixedDelay(this::checkAgain, 0, 1, TimeUnit.SECONDS));
    }

    private void checkAgain() {
        try {
            checkPort();
        } catch (RuntimeException broken) {
            LOG.warn("MIDI device \"{}\": {}", name, broken.toString());
        }
    }

    /** Opens the port if it is there, closes it if it is gone. */
    synchronized void checkPort() {
        Optional<MidiDevice> there = MidiPorts.named(direction, name);
        if (open.isPresent() && !stillThere(there)) {
            closePort();
        }
        if (open.isEmpty()) {
            there.ifPresentOrElse(this::open, this::reportMissing);
        }
    }

    private boolean stillThere(Optional<MidiDevice> there) {
        MidiDevice held = open.orElseThrow();
        return held.isOpen() && there.filter(port -> isSame(port, held)).isPresent();
    }

    /** The platform describes a device with a new object when another device appears. */
    private static boolean isSame(MidiDevice one, MidiDevice other) {
        return one.getDeviceInfo().toString().equals(other.getDeviceInfo().toString())
                && describe(one).equals(describe(other));
    }

    private static String describe(MidiDevice port) {
        return port.getDeviceInfo().getVendor() + port.getDeviceInfo().getDescription();
    }

    private void open(MidiDevice port) {
        try {
            port.open();
            holder.opened(port);
            open = Optional.of(port);
            complained = false;
            LOG.info("MIDI device \"{}\" is open", port.getDeviceInfo().getName());
        } catch (MidiUnavailableException taken) {
            port.close();
            if (!complained) {
                LOG.warn("MIDI device \"{}\" can not be opened: {}", name, taken.getMessage());
            }
            complained = true;
        }
    }

    private void reportMissing() {
        if (!complained) {
            LOG.warn("{}", MidiPorts.absence(direction, name));
        }
        complained = true;
    }

    private void closePort() {
        open.ifPresent(port -> {
            open = Optional.empty();
            holder.gone();
            port.close();
            LOG.warn("MIDI device \"{}\" is gone; waiting for it", name);
            complained = true;
        });
    }

    @Override
    public void close() {
        watching.ifPresent(task -> task.cancel(false));
        thread.shutdown();
        synchronized (this) {
            open.ifPresent(MidiDevice::close);
            open = Optional.empty();
        }
    }
}
