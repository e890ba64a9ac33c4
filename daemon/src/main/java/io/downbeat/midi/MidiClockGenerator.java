package io.downbeat.midi;

import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the MIDI clock messages for a timeline that may change at any time, and when to send
 * them. Every tick is sent once: a new tempo or a small move of the count only moves the next tick.
 * A jump of the count becomes a stop, a song position and a continue at the next sixteenth, the
 * finest position that MIDI can express. While the transport is stopped, ticks continue and give
 * the tempo.
 */
final class MidiClockGenerator {

    private static final int TICKS = 24;
    private static final int SIXTEENTH = 6;
    private static final Grid TICK = new Grid(1, TICKS);

    /** Ticks: a count that moves by more than half a beat has jumped. */
    private static final int LEAP = TICKS / 2;

    private enum Mode {
        SILENT,
        STANDING,
        ABOUT_TO_RUN,
        RUNNING
    }

    private Mode mode = Mode.SILENT;
    private Optional<Timeline> line = Optional.empty();
    private long index;
    private HostMicros freeTick = HostMicros.NEVER;

    /** The timeline to follow from now on; returns the messages to send at once. */
    List<MidiClockMessage> follow(Timeline next, boolean playing, HostMicros now) {
        line = Optional.of(next);
        Mode before = mode;
        if (before == Mode.SILENT) {
            freeTick = now;
        }
        if (!playing) {
            mode = Mode.STANDING;
        } else if (before != Mode.RUNNING || hasJumped(now)) {
            mode = Mode.ABOUT_TO_RUN;
            index = startFrom(now);
        }
        if (before != Mode.RUNNING || mode == Mode.RUNNING) {
            return List.of();
        }
        freeTick = now.plus(tickMicros());
        return List.of(MidiRealTimeMessage.STOP);
    }

    /** A new receiver is connected: everything is sent again from the beginning. */
    void startOver() {
        mode = Mode.SILENT;
    }

    /** When the next message is due. */
    HostMicros next() {
        return switch (mode) {
            case SILENT -> HostMicros.NEVER;
            case STANDING -> freeTick;
            case ABOUT_TO_RUN -> momentOf(index).orEarlier(freeTickBeforeTheStart());
            case RUNNING -> momentOf(index + 1);
        };
    }

    /** The messages that are due by now, in order. */
    List<MidiClockMessage> due(HostMicros now) {
        List<MidiClockMessage> words = new ArrayList<>();
        if (mode == Mode.RUNNING && hasJumped(now)) {
            // The machine was asleep. A burst of all missed ticks would be a wrong tempo.
            words.add(MidiRealTimeMessage.STOP);
            freeTick = now.plus(tickMicros());
            mode = Mode.ABOUT_TO_RUN;
            index = startFrom(now);
        }
        if (mode == Mode.ABOUT_TO_RUN && !momentOf(index).isAfter(now)) {
            begin(words);
        }
        while (mode == Mode.RUNNING && !momentOf(index + 1).isAfter(now)) {
            index++;
            words.add(MidiRealTimeMessage.TICK);
        }
        boolean free = mode == Mode.STANDING || mode == Mode.ABOUT_TO_RUN;
        if (free && !next().isAfter(now)) {
            words.add(MidiRealTimeMessage.TICK);
            freeTick = freeTick.plus(tickMicros()).orLater(now);
        }
        return List.copyOf(words);
    }

    private void begin(List<MidiClockMessage> words) {
        if (index == 0) {
            words.add(MidiRealTimeMessage.START);
        } else {
            words.add(SongPosition.of(index / SIXTEENTH));
            words.add(MidiRealTimeMessage.CONTINUE);
        }
        words.add(MidiRealTimeMessage.TICK);
        mode = Mode.RUNNING;
    }

    /** The next tick at the old tempo; none close before the first tick of the new count. */
    private HostMicros freeTickBeforeTheStart() {
        HostMicros last = momentOf(index).plus(-tickMicros() / 2);
        return freeTick.isBefore(last) ? freeTick : HostMicros.NEVER;
    }

    private boolean hasJumped(HostMicros now) {
        long ahead = TICK.index(line().beatsAt(now)) - index;
        return Math.abs(ahead) > LEAP;
    }

    /**
     * The tick to start from: the very first if it has only just passed, else the next sixteenth.
     */
    private long startFrom(HostMicros now) {
        Beats at = line().beatsAt(now);
        long passed = TICK.index(at);
        if (passed < 1) {
            return 0;
        }
        return new Grid(1, 4).index(new Grid(1, 4).next(at)) * SIXTEENTH;
    }

    private HostMicros momentOf(long tick) {
        return line().momentOf(TICK.point(tick));
    }

    private long tickMicros() {
        return Math.round(line().tempo().microsPerBeat() / TICKS);
    }

    private Timeline line() {
        return line.orElseThrow();
    }
}
