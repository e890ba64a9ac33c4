package io.downbeat.midi;

import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What MIDI clock has to say and when, for a timeline that may change at any time. Every tick of
 * the count is sent once: a new tempo, or a count that moves a little, only moves the next one. A
 * count that leaps is a stop, a song position and a going on, at the next sixteenth, since a
 * position can say nothing finer. While the transport stands, ticks go on and tell the tempo.
 *
 * <p>Pure arithmetic on the moments it is handed. Not thread safe.
 */
final class MidiClockGenerator {

    private static final int TICKS = 24;
    private static final int SIXTEENTH = 6;
    private static final Grid TICK = new Grid(1, TICKS);

    /** A count that is further off than half a beat has leapt. */
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

    /** The count that is to be followed from now on, and what this makes to be said at once. */
    List<MidiClockMessage> follow(Timeline next, boolean playing, HostMicros now) {
        line = Optional.of(next);
        Mode before = mode;
        if (before == Mode.SILENT) {
            freeTick = now;
        }
        if (!playing) {
            mode = Mode.STANDING;
        } else if (before != Mode.RUNNING || hasLeapt(now)) {
            mode = Mode.ABOUT_TO_RUN;
            index = startFrom(now);
        }
        if (before != Mode.RUNNING || mode == Mode.RUNNING) {
            return List.of();
        }
        freeTick = now.plus(tickMicros());
        return List.of(MidiRealTimeMessage.STOP);
    }

    /** Who listens is new: all is said again from the beginning. */
    void again() {
        mode = Mode.SILENT;
    }

    /** When something is to be said. */
    HostMicros next() {
        return switch (mode) {
            case SILENT -> HostMicros.NEVER;
            case STANDING -> freeTick;
            case ABOUT_TO_RUN -> momentOf(index).orEarlier(freeTickBeforeTheStart());
            case RUNNING -> momentOf(index + 1);
        };
    }

    /** What is to be said by now, in its order. */
    List<MidiClockMessage> due(HostMicros now) {
        List<MidiClockMessage> words = new ArrayList<>();
        if (mode == Mode.RUNNING && hasLeapt(now)) {
            // The machine was asleep; a burst of ticks would be a tempo that nobody plays.
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

    /** Ticks of the old tempo end where the first of the new count is near. */
    private HostMicros freeTickBeforeTheStart() {
        HostMicros last = momentOf(index).plus(-tickMicros() / 2);
        return freeTick.isBefore(last) ? freeTick : HostMicros.NEVER;
    }

    private boolean hasLeapt(HostMicros now) {
        long ahead = TICK.index(line().beatsAt(now)) - index;
        return Math.abs(ahead) > LEAP;
    }

    /** The tick to begin with: the first of all if it has only just passed, else a sixteenth. */
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
