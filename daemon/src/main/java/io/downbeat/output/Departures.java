package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Upcoming;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The boundaries that are prepared for one receiver, and those that have left but are not performed
 * yet. Not thread safe.
 */
final class Departures {

    private final Wall wall;
    private final Line line;
    private final List<Departure> waiting = new ArrayList<>();
    private final List<Departure> underway = new ArrayList<>();
    private final List<Departure> performed = new ArrayList<>();
    private final List<Occurrence> told = new ArrayList<>();
    private @Nullable Departure leaving;
    private boolean running;

    Departures(Wall wall, Line line) {
        this.wall = wall;
        this.line = line;
    }

    /** When the next one must go; {@link HostMicros#NEVER} while the transport is halted. */
    HostMicros next(Timing timing) {
        if (leaving != null) {
            return timing.committed(leaving.boundary());
        }
        return running && !waiting.isEmpty()
                ? timing.committed(waiting.getFirst().boundary())
                : HostMicros.NEVER;
    }

    /** Whether something has left whose boundary has not been performed yet. */
    boolean isUnderway() {
        return !underway.isEmpty();
    }

    /**
     * Sends the next datagram of what is prepared and due: the path of a boundary, on which nothing
     * is encoded.
     *
     * @return false if nothing is due
     */
    boolean sendNext(Timing timing, HostMicros now, OutputPort port) {
        if (leaving == null) {
            if (next(timing).isAfter(now)) {
                return false;
            }
            leaving = begin(timing);
        }
        Departure one = leaving;
        if (one.hasLeft()) {
            leaving = null;
        } else {
            line.sendExactly(one.nextDatagram(), timing.leaves(one.boundary()), now, port);
        }
        return true;
    }

    private Departure begin(Timing timing) {
        Departure first = waiting.removeFirst();
        if (timing.tagged()) {
            first.tag(wall.at(timing.meant(first.boundary())));
        }
        underway.add(first);
        told.addAll(first.prepared().events());
        return first;
    }

    /** Whether something has left ahead of its boundary that carries this value. */
    boolean carry(int parameter, Predicate<ParamValue> value) {
        return underway.stream()
                .filter(one -> one.parameters().get(parameter))
                .flatMap(one -> one.upcoming().launches().stream())
                .anyMatch(launch -> carries(launch.values(), parameter, value));
    }

    private static boolean carries(Snapshot values, int parameter, Predicate<ParamValue> value) {
        for (int index = 0; index < values.size(); index++) {
            if (values.parameter(index) == parameter && value.test(values.value(index))) {
                return true;
            }
        }
        return false;
    }

    /** Adds the parameters that nothing else may be sent of until a boundary is performed. */
    void addKept(Timing timing, BitSet parameters) {
        if (!timing.tagged()) {
            underway.forEach(one -> parameters.or(one.parameters()));
        }
    }

    /**
     * Takes a turn's word on what had left before it.
     *
     * @return those whose boundary was not performed and will not come as it was announced
     */
    List<Departure> settle(Heard heard) {
        performed.clear();
        if (underway.isEmpty()) {
            return List.of();
        }
        var undone = new ArrayList<Departure>();
        for (Departure one : underway) {
            if (heard.performed(one.upcoming())) {
                performed.add(one);
            } else if (!heard.view().transport().playing()
                    || !heard.stillAnnounces(one.upcoming())) {
                undone.add(one);
            }
        }
        underway.removeAll(performed);
        underway.removeAll(undone);
        return undone;
    }

    /** Whether these values, announced under {@code revision}, have reached the receiver. */
    boolean haveCarried(long revision) {
        return !performed.isEmpty()
                && performed.stream()
                        .anyMatch(one ->
                                one.upcoming().revision() == revision && !one.isOverwritten());
    }

    boolean haveTold(Occurrence occurrence) {
        return told.contains(occurrence);
    }

    /** Takes note of values that go out now, behind what has left already. */
    void followedBy(Snapshot values, Timing timing, HostMicros now) {
        followedBy(values, underway, timing, now);
        followedBy(values, performed, timing, now);
    }

    private static void followedBy(
            Snapshot values, List<Departure> sent, Timing timing, HostMicros now) {
        for (Departure one : sent) {
            // A tagged bundle acts at its time, whatever came in between.
            if (!timing.tagged() || !timing.meant(one.boundary()).isAfter(now)) {
                one.followedBy(values);
            }
        }
    }

    /** The time tag that undoes {@code undone} behind it, and not before it acts. */
    OscTimetag tagBehind(Departure undone, Timing timing, HostMicros now) {
        HostMicros meant = timing.meant(undone.boundary());
        if (!timing.tagged() || !meant.isAfter(now)) {
            return OscTimetag.IMMEDIATE;
        }
        // The time of day may have been set back since it left.
        OscTimetag time = wall.at(meant);
        return time.compareTo(undone.tag()) < 0 ? undone.tag() : time;
    }

    /** Forgets what has not left, so that it is prepared anew. */
    void forgetWaiting() {
        waiting.clear();
    }

    /** Forgets everything: the receiver is to get nothing. */
    void clear() {
        leaving = null;
        waiting.clear();
        underway.clear();
        performed.clear();
        told.clear();
    }

    /**
     * Prepares what is newly announced, and lays all that waits on the timeline.
     *
     * @return whether there was something new
     */
    boolean prepare(Heard heard, Function<Upcoming, Prepared> preparation) {
        running = heard.view().transport().playing();
        if (heard.upcoming().isEmpty() && waiting.isEmpty()) {
            told.clear();
            return false;
        }
        waiting.removeIf(one -> !heard.stillAnnounces(one.upcoming()));
        told.removeIf(one -> heard.upcoming().stream().noneMatch(up -> up.at().equals(one.at())));
        boolean fresh = false;
        for (Upcoming upcoming : heard.upcoming()) {
            if (!isOf(waiting, upcoming) && !isOf(underway, upcoming)) {
                fresh = true;
                waiting.add(new Departure(preparation.apply(upcoming)));
            }
        }
        Timeline timeline = heard.view().transport().timeline();
        for (Departure one : waiting) {
            one.fallsOn(timeline.momentOf(one.upcoming().at()));
        }
        waiting.sort(Comparator.comparing(Departure::boundary));
        return fresh;
    }

    private static boolean isOf(List<Departure> some, Upcoming upcoming) {
        return some.stream().anyMatch(one -> one.upcoming().revision() == upcoming.revision());
    }
}
