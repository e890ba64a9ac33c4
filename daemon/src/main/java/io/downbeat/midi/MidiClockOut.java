package io.downbeat.midi;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;

/**
 * Sends MIDI clock to one device: 24 ticks a quarter, start, stop, continue and song position, from
 * the published timeline. A thread of its own sleeps until shortly before each tick and spins until
 * the tick. The device is chosen by name and may come and go.
 */
public final class MidiClockOut implements AutoCloseable {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long IDLE_MICROS = 1_000_000;
    private static final long LAST_WORD_MILLIS = 200;

    private record Count(Timeline line, boolean playing) {}

    private final HostClock clock;
    private final long spinMicros;
    private final ReconnectingMidiPort watch;
    private final Thread thread = new Thread(this::run, "downbeat-midi-clock");
    private final MidiClockGenerator ticks = new MidiClockGenerator();
    private final AtomicInteger ports = new AtomicInteger();
    private volatile Optional<Receiver> receiver = Optional.empty();
    private volatile Optional<Count> followed = Optional.empty();
    private volatile boolean closed;
    private Optional<Count> taken = Optional.empty();
    private int portTaken;

    /**
     * A clock output that is not started.
     *
     * @param name of the device, or a part of it; {@code downbeat midi} lists them
     * @param spinMicros how long before a tick to wake up
     */
    public MidiClockOut(String name, HostClock clock, long spinMicros) {
        this.clock = clock;
        this.spinMicros = spinMicros;
        this.watch = new ReconnectingMidiPort(MidiPorts.Direction.OUT, name, new Connection());
        thread.setDaemon(true);
    }

    /** Starts to look for the device and to send. */
    @SuppressWarnings("ThreadPriorityCheck") // A wish; nothing depends on it.
    public void start() {
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
        watch.start();
    }

    /**
     * Publishes the timeline and whether the transport plays. May be called from any thread; does
     * not block and reads no clock.
     */
    public void follow(Timeline line, boolean playing) {
        followed = Optional.of(new Count(line, playing));
        LockSupport.unpark(thread);
    }

    /** Sends a stop if the transport plays, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_WORD_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        watch.close();
    }

    /** Looks for the device now, on this thread. */
    void checkPort() {
        watch.checkPort();
    }

    /** Sends what is due by now; returns when the next message is due. */
    HostMicros advance(HostMicros now) {
        if (receiver.isEmpty()) {
            return HostMicros.NEVER;
        }
        resumeAt(now);
        send(ticks.due(now));
        return ticks.next();
    }

    private void resumeAt(HostMicros now) {
        boolean newPort = ports.get() != portTaken;
        if (newPort) {
            portTaken = ports.get();
            ticks.startOver();
        }
        Optional<Count> latest = followed;
        if (latest.isPresent() && (newPort || !latest.equals(taken))) {
            send(ticks.follow(latest.get().line(), latest.get().playing(), now));
            taken = latest;
        }
    }

    private void run() {
        while (!closed) {
            HostMicros next = advance(clock.now());
            waitFor(next.orEarlier(clock.now().plus(IDLE_MICROS)));
        }
        if (taken.isPresent()) {
            send(ticks.follow(taken.get().line(), false, clock.now()));
        }
    }

    /** Returns at that moment, or earlier if a new timeline was published. */
    private void waitFor(HostMicros moment) {
        Optional<Count> known = taken;
        int port = portTaken;
        while (!closed && known.equals(followed) && port == ports.get()) {
            long ahead = moment.since(clock.now());
            if (ahead <= 0) {
                return;
            }
            if (ahead > spinMicros) {
                LockSupport.parkNanos((ahead - spinMicros) * NANOS_PER_MICRO);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void send(List<MidiClockMessage> words) {
        for (MidiClockMessage word : words) {
            receiver.ifPresent(to -> send(to, word));
        }
    }

    private static void send(Receiver to, MidiClockMessage word) {
        try {
            to.send(message(word), -1);
        } catch (IllegalStateException gone) {
            // The port was pulled out: the monitor notices within a second.
            return;
        }
    }

    private static ShortMessage message(MidiClockMessage word) {
        try {
            return switch (word) {
                case MidiRealTimeMessage pulse -> new ShortMessage(pulse.status());
                case SongPosition position ->
                        new ShortMessage(SongPosition.STATUS, position.low(), position.high());
            };
        } catch (InvalidMidiDataException impossible) {
            throw new IllegalStateException("not a word of MIDI clock: " + word, impossible);
        }
    }

    private final class Connection implements ReconnectingMidiPort.PortUser {
        @Override
        public void opened(MidiDevice port) throws MidiUnavailableException {
            receiver = Optional.of(port.getReceiver());
            ports.incrementAndGet();
            LockSupport.unpark(thread);
        }

        @Override
        public void gone() {
            receiver = Optional.empty();
        }
    }
}
