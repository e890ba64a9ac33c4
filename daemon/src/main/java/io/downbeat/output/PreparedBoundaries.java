package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The boundaries that are prepared for one output, and those that have been sent and are not
 * performed yet.
 */
final class PreparedBoundaries {

    private final TimetagClock timetagClock;
    private final List<PreparedBoundary> waiting = new ArrayList<>();
    private final List<PreparedBoundary> underway = new ArrayList<>();
    private final List<PreparedBoundary> performed = new ArrayList<>();
    private final List<OutputEvent> told = new ArrayList<>();
    private @Nullable PreparedBoundary leaving;
    private HostMicros leavesAt = HostMicros.NEVER;
    private boolean running;

    PreparedBoundaries(TimetagClock timetagClock) {
        this.timetagClock = timetagClock;
    }

    /** When the next one must leave; {@link HostMicros#NEVER} while the transport is stopped. */
    HostMicros next(OutputSendTimes outputSendTimes) {
        if (leaving != null) {
            return outputSendTimes.committed(leaving.boundary());
        }
        return running && !waiting.isEmpty()
                ? outputSendTimes.committed(waiting.getFirst().boundary())
                : HostMicros.NEVER;
    }

    /** Whether something has been sent whose boundary is not performed yet. */
    boolean isUnderway() {
        return !underway.isEmpty();
    }

    /** The next datagram that is prepared and due, or null. Encodes nothing. */
    @Nullable ByteBuffer nextDatagram(OutputSendTimes outputSendTimes, HostMicros now) {
        while (leaving == null || leaving.hasLeft()) {
            leaving = null;
            if (next(outputSendTimes).isAfter(now)) {
                return null;
            }
            leaving = begin(outputSendTimes);
        }
        leavesAt = outputSendTimes.sendAt(leaving.boundary());
        return leaving.nextDatagram();
    }

    /** When the datagram that {@link #nextDatagram} returned last is to leave. */
    HostMicros leavesAt() {
        return leavesAt;
    }

    private PreparedBoundary begin(OutputSendTimes outputSendTimes) {
        PreparedBoundary first = waiting.removeFirst();
        if (outputSendTimes.tagged()) {
            first.tag(timetagClock.at(outputSendTimes.meant(first.boundary())));
        }
        underway.add(first);
        told.addAll(first.preparedPackets().events());
        return first;
    }

    /** The events that have been sent ahead of their boundaries. */
    List<OutputEvent> eventsUnderway() {
        return underway.stream().flatMap(one -> one.preparedPackets().events().stream()).toList();
    }

    /** Whether this value has been sent ahead of its boundary. */
    boolean hasSent(int parameter, Predicate<ParamValue> value) {
        return underway.stream()
                .filter(one -> one.parameters().get(parameter))
                .flatMap(one -> one.upcomingBoundary().launches().stream())
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

    /** Adds the parameters that nothing else may send until their boundary is performed. */
    void addKept(OutputSendTimes outputSendTimes, BitSet parameters) {
        if (!outputSendTimes.tagged()) {
            underway.forEach(one -> parameters.or(one.parameters()));
        }
    }

    /**
     * Sorts out, after a turn, what had been sent before it.
     *
     * @return the boundaries that were not performed and are no longer announced as they were sent
     */
    List<PreparedBoundary> settle(TurnResult turn) {
        performed.clear();
        if (underway.isEmpty()) {
            return List.of();
        }
        var undone = new ArrayList<PreparedBoundary>();
        for (PreparedBoundary one : underway) {
            if (one.isPerformedIn(turn)) {
                performed.add(one);
            } else if (!turn.view().transport().playing() || !isAnnounced(turn.upcoming(), one)) {
                undone.add(one);
            }
        }
        underway.removeAll(performed);
        underway.removeAll(undone);
        return undone;
    }

    /** Whether the values with this revision have been sent. */
    boolean hasSentValues(long revision) {
        return !performed.isEmpty()
                && performed.stream()
                        .anyMatch(one ->
                                one.upcomingBoundary().revision() == revision
                                        && !one.isOverwritten());
    }

    boolean hasSentEvent(OutputEvent outputEvent) {
        return told.contains(outputEvent);
    }

    /** Notes values that are sent now, after what has been sent already. */
    void followedBy(Snapshot values, OutputSendTimes outputSendTimes, HostMicros now) {
        followedBy(values, underway, outputSendTimes, now);
        followedBy(values, performed, outputSendTimes, now);
    }

    private static void followedBy(
            Snapshot values,
            List<PreparedBoundary> sent,
            OutputSendTimes outputSendTimes,
            HostMicros now) {
        for (PreparedBoundary one : sent) {
            // A tagged bundle acts at its time, whatever came in between.
            if (!outputSendTimes.tagged() || !outputSendTimes.meant(one.boundary()).isAfter(now)) {
                one.followedBy(values);
            }
        }
    }

    /** The time tag for values that undo a boundary: not before the boundary's own. */
    OscTimetag tagBehind(PreparedBoundary undone, OutputSendTimes outputSendTimes, HostMicros now) {
        HostMicros meant = outputSendTimes.meant(undone.boundary());
        if (!outputSendTimes.tagged() || !meant.isAfter(now)) {
            return OscTimetag.IMMEDIATE;
        }
        // The time of day may have been set back since it left.
        OscTimetag time = timetagClock.at(meant);
        return time.compareTo(undone.tag()) < 0 ? undone.tag() : time;
    }

    /** Forgets what has not been sent, so that it is prepared again. */
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
     * Prepares boundaries that are newly announced, and computes when each of them leaves.
     *
     * @return whether there was a new one
     */
    boolean prepare(TurnResult turn, Function<UpcomingBoundary, PreparedPackets> preparation) {
        running = turn.view().transport().playing();
        if (turn.upcoming().isEmpty() && waiting.isEmpty()) {
            told.clear();
            return false;
        }
        waiting.removeIf(one -> !isAnnounced(turn.upcoming(), one));
        told.removeIf(one -> turn.upcoming().stream().noneMatch(up -> up.at().equals(one.at())));
        boolean fresh = false;
        for (UpcomingBoundary upcomingBoundary : turn.upcoming()) {
            if (!isPrepared(waiting, upcomingBoundary) && !isPrepared(underway, upcomingBoundary)) {
                fresh = true;
                waiting.add(new PreparedBoundary(preparation.apply(upcomingBoundary)));
            }
        }
        Timeline timeline = turn.view().transport().timeline();
        for (PreparedBoundary one : waiting) {
            one.fallsOn(timeline.momentOf(one.upcomingBoundary().at()));
        }
        waiting.sort(Comparator.comparing(PreparedBoundary::boundary));
        return fresh;
    }

    /** Whether a boundary is still announced with the content that was prepared. */
    private static boolean isAnnounced(List<UpcomingBoundary> upcoming, PreparedBoundary prepared) {
        return upcoming.stream()
                .anyMatch(one -> one.revision() == prepared.upcomingBoundary().revision());
    }

    private static boolean isPrepared(
            List<PreparedBoundary> some, UpcomingBoundary upcomingBoundary) {
        return some.stream()
                .anyMatch(one -> one.upcomingBoundary().revision() == upcomingBoundary.revision());
    }
}
