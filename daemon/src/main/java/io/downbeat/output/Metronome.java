package io.downbeat.output;

import io.downbeat.rig.EventSpec.Plain;
import io.downbeat.session.SessionView;
import io.downbeat.session.TransportState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The beats and bar lines that one receiver is told of, each encoded before it comes. One that has
 * left is not told again when the count gets there. Not thread safe.
 */
final class Metronome {

    /** What a message for a unit of the signature depends on. */
    private record Content(List<Occurrence> occurrences, BarBeat count, Tempo tempo) {}

    /**
     * A unit of the signature, encoded.
     *
     * @param over when the next unit begins
     */
    private record Click(
            Beats at,
            HostMicros boundary,
            HostMicros over,
            Content content,
            List<ByteBuffer> datagrams) {

        boolean isDownbeat() {
            return content.count().isDownbeat();
        }
    }

    private final Line line;
    private final EventMessages messages;
    private final Packing packing;
    private final Deque<Click> waiting = new ArrayDeque<>();
    private final Deque<ByteBuffer> leaving = new ArrayDeque<>();
    private final List<Click> told = new ArrayList<>();
    private HostMicros leavingFor = HostMicros.NEVER;
    private Beats counted = Beats.ZERO;
    private boolean running;
    private @Nullable SessionView seen;
    private @Nullable Timing timed;

    Metronome(Line line, EventMessages messages, Packing packing) {
        this.line = line;
        this.messages = messages;
        this.packing = packing;
    }

    /** When the next one must go; {@link HostMicros#NEVER} while the transport is halted. */
    HostMicros next(Timing timing) {
        if (!leaving.isEmpty()) {
            return timing.committed(leavingFor);
        }
        return running && !waiting.isEmpty()
                ? timing.committed(waiting.getFirst().boundary())
                : HostMicros.NEVER;
    }

    /**
     * Sends the next datagram of what is due, or leaves out a unit that is over; false if nothing
     * is due. Encodes nothing.
     */
    boolean sendNext(Timing timing, HostMicros now, OutputPort port) {
        if (next(timing).isAfter(now)) {
            return false;
        }
        if (leaving.isEmpty()) {
            Click first = waiting.removeFirst();
            if (!first.over().isAfter(now)) {
                // The program was held up: a beat that is over would be a wrong one now.
                return true;
            }
            leavingFor = first.boundary();
            leaving.addAll(first.datagrams());
            told.add(first);
        }
        line.sendExactly(leaving.removeFirst(), timing.leaves(leavingFor), now, port);
        return true;
    }

    /** The count tells a beat; if it went back for that, what had left ahead comes once more. */
    void passes(Beats beat) {
        if (!beat.isAfter(counted)) {
            told.clear();
        }
        counted = beat;
        seen = null;
    }

    /** Whether the receiver knows of this already. */
    boolean haveTold(Occurrence occurrence) {
        return occurrence.what() instanceof Occurrence.Common(Plain event)
                && told.stream()
                        .filter(click -> click.at().equals(occurrence.at()))
                        .anyMatch(click ->
                                event == Plain.BEAT || (event == Plain.BAR && click.isDownbeat()));
    }

    /** Encodes all that leaves before the next turn that is bound to come, and one more. */
    void prepare(Heard heard, Timing timing) {
        SessionView view = heard.view();
        Beats until = heard.ahead().counted();
        if (!messages.tellOfBeats() || isPreparedFor(view, until, timing)) {
            return;
        }
        seen = view;
        timed = timing;
        if (until.isBefore(counted)) {
            told.clear();
        }
        counted = until;
        told.removeIf(click -> !click.at().isAfter(until));
        running = view.transport().playing();
        if (running) {
            prepare(view, timing);
        }
    }

    private void prepare(SessionView view, Timing timing) {
        List<Click> former = List.copyOf(waiting);
        waiting.clear();
        TransportState transport = view.transport();
        Grid units = transport.meter().units();
        Beats unit = units.after(counted);
        HostMicros nextTurn = transport.timeline().momentOf(unit);
        for (HostMicros leaves = nextTurn; !leaves.isAfter(nextTurn); ) {
            HostMicros boundary = transport.timeline().momentOf(unit);
            leaves = timing.committed(boundary);
            if (!isTold(unit)) {
                add(click(unit, boundary, view, former));
            }
            unit = units.after(unit);
        }
    }

    private void add(Click click) {
        if (!click.datagrams().isEmpty()) {
            waiting.addLast(click);
        }
    }

    private Click click(Beats at, HostMicros boundary, SessionView view, List<Click> former) {
        TransportState transport = view.transport();
        BarBeat count = transport.meter().at(at);
        List<Occurrence> occurrences = Occurrences.ofUnit(at, count, view);
        var content = new Content(occurrences, count, transport.tempo());
        List<ByteBuffer> datagrams =
                former.stream()
                        .filter(click -> click.content().equals(content))
                        .findFirst()
                        .map(Click::datagrams)
                        .orElseGet(
                                () -> packing.loose(Elements.of(messages.of(occurrences, view))));
        HostMicros over = transport.timeline().momentOf(transport.meter().units().after(at));
        return new Click(at, boundary, over, content, datagrams);
    }

    private boolean isTold(Beats unit) {
        return told.stream().anyMatch(click -> click.at().equals(unit));
    }

    /** By identity: a turn that changes neither of them gives the same object again. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isPreparedFor(SessionView view, Beats until, Timing timing) {
        return seen != null
                && seen.transport() == view.transport()
                && seen.tracks() == view.tracks()
                && counted.equals(until)
                && timing.equals(timed);
    }

    /** Forgets what is prepared: the receiver is to get nothing. */
    void clear() {
        waiting.clear();
        leaving.clear();
        seen = null;
    }
}
