package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;
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
final class WaitingAndSentBoundaries {

    private final HostTimeToTimetag hostTimeToTimetag;
    private final List<PreparedBoundary> waiting = new ArrayList<>();
    private final List<PreparedBoundary> sent = new ArrayList<>();
    private final List<PreparedBoundary> performed = new ArrayList<>();

    /** Sent ahead, and changed in this turn before they were performed. */
    private final List<PreparedBoundary> undone = new ArrayList<>();

    private final List<OutputEvent> sentEvents = new ArrayList<>();
    private @Nullable PreparedBoundary leaving;
    private HostMicros leavesAt = HostMicros.NEVER;
    private boolean running;

    WaitingAndSentBoundaries(HostTimeToTimetag hostTimeToTimetag) {
        this.hostTimeToTimetag = hostTimeToTimetag;
    }

    /** When the next one must leave; {@link HostMicros#NEVER} while the transport is stopped. */
    HostMicros next(OutputSendTimeCalculator outputSendTimeCalculator) {
        if (leaving != null) {
            return outputSendTimeCalculator.sendOrQueueAt(leaving.boundary());
        }
        return running && !waiting.isEmpty()
                ? outputSendTimeCalculator.sendOrQueueAt(waiting.getFirst().boundary())
                : HostMicros.NEVER;
    }

    /** Whether something has been sent whose boundary is not performed yet. */
    boolean hasUnperformed() {
        return !sent.isEmpty();
    }

    /** The next datagram that is prepared and due, or null. Encodes nothing. */
    @Nullable ByteBuffer nextDatagram(
            OutputSendTimeCalculator outputSendTimeCalculator, HostMicros now) {
        while (leaving == null || leaving.isSent()) {
            leaving = null;
            if (next(outputSendTimeCalculator).isAfter(now)) {
                return null;
            }
            leaving = beginSending(outputSendTimeCalculator);
        }
        leavesAt = outputSendTimeCalculator.sendAt(leaving.boundary());
        return leaving.nextDatagram();
    }

    /** When the datagram that {@link #nextDatagram} returned last is to leave. */
    HostMicros leavesAt() {
        return leavesAt;
    }

    private PreparedBoundary beginSending(OutputSendTimeCalculator outputSendTimeCalculator) {
        PreparedBoundary first = waiting.removeFirst();
        if (outputSendTimeCalculator.tagged()) {
            first.setTag(
                    hostTimeToTimetag.at(outputSendTimeCalculator.timetagAt(first.boundary())));
        }
        sent.add(first);
        sentEvents.addAll(first.packetsOfBoundary().events());
        return first;
    }

    /** The events that have been sent ahead of their boundaries. */
    List<OutputEvent> unperformedEvents() {
        return sent.stream()
                .flatMap(boundary -> boundary.packetsOfBoundary().events().stream())
                .toList();
    }

    /** Whether this value has been sent ahead of its boundary. */
    boolean hasSent(int parameter, Predicate<ParamValue> value) {
        return sent.stream().anyMatch(boundary -> boundary.writes(parameter, value));
    }

    /**
     * Adds the parameters whose values were sent ahead of their boundary. Fades must not send them
     * until the boundary is performed.
     */
    void addWithheld(OutputSendTimeCalculator outputSendTimeCalculator, BitSet parameters) {
        if (!outputSendTimeCalculator.tagged()) {
            sent.forEach(boundary -> parameters.or(boundary.parameters()));
        }
    }

    /**
     * Finds, after a turn, which of the boundaries that were sent ahead it has performed.
     *
     * @return the boundaries that were not performed and are no longer announced as they were sent
     */
    List<PreparedBoundary> updateSent(TurnResult turn) {
        performed.clear();
        undone.clear();
        if (sent.isEmpty()) {
            return List.of();
        }
        for (PreparedBoundary boundary : sent) {
            if (boundary.isPerformedIn(turn)) {
                performed.add(boundary);
            } else if (!turn.view().transport().playing()
                    || !isAnnounced(turn.upcoming(), boundary)) {
                undone.add(boundary);
            }
        }
        sent.removeAll(performed);
        sent.removeAll(undone);
        return List.copyOf(undone);
    }

    /**
     * The launches of a boundary whose values have to be sent: not those that the same boundary had
     * before it was changed, if their values have left and still hold at the receiver.
     */
    List<UpcomingBoundary.Launch> unsentLaunches(UpcomingBoundary boundary) {
        return boundary.launches().stream()
                .filter(launch ->
                        undone.stream()
                                .filter(former -> isAt(former, boundary.at()))
                                .noneMatch(former -> former.hasValuesOf(launch)))
                .toList();
    }

    /** Whether the values with this revision have been sent. */
    boolean hasSentValues(long revision) {
        return !performed.isEmpty()
                && performed.stream()
                        .anyMatch(boundary ->
                                boundary.upcomingBoundary().revision() == revision
                                        && !boundary.isOverwritten());
    }

    /**
     * Whether values of a launch can have left ahead with the same boundary, before that was
     * changed. Almost always false, and quick.
     */
    boolean mayHaveSentAhead(Event.ParamsWritten launched) {
        return launched.cause() == Event.Cause.LAUNCH
                && undone.stream().anyMatch(former -> isAt(former, launched.at()));
    }

    /** Whether this value of such a launch has left ahead, and still holds at the receiver. */
    boolean hasSentAhead(Event.ParamsWritten launched, int parameter, ParamValue value) {
        return undone.stream()
                .filter(former -> isAt(former, launched.at()))
                .anyMatch(former -> former.hasValue(parameter, value::equals));
    }

    private static boolean isAt(PreparedBoundary boundary, Beats at) {
        return boundary.upcomingBoundary().at().equals(at);
    }

    boolean hasSentEvent(OutputEvent outputEvent) {
        return sentEvents.contains(outputEvent);
    }

    /** Notes values that are sent now, after what has been sent already. */
    void noteLaterValues(
            ParameterValueList values,
            OutputSendTimeCalculator outputSendTimeCalculator,
            HostMicros now) {
        noteLaterValues(values, sent, outputSendTimeCalculator, now);
        noteLaterValues(values, performed, outputSendTimeCalculator, now);
        noteLaterValues(values, undone, outputSendTimeCalculator, now);
    }

    private static void noteLaterValues(
            ParameterValueList values,
            List<PreparedBoundary> sent,
            OutputSendTimeCalculator outputSendTimeCalculator,
            HostMicros now) {
        for (PreparedBoundary boundary : sent) {
            // A tagged bundle takes effect at its time, after values that are sent before it.
            if (!outputSendTimeCalculator.tagged()
                    || !outputSendTimeCalculator.timetagAt(boundary.boundary()).isAfter(now)) {
                boundary.noteLaterValues(values);
            }
        }
    }

    /** The time tag for values that undo a boundary: not before the boundary's own. */
    OscTimetag tagAfter(
            PreparedBoundary undone,
            OutputSendTimeCalculator outputSendTimeCalculator,
            HostMicros now) {
        HostMicros timetagAt = outputSendTimeCalculator.timetagAt(undone.boundary());
        if (!outputSendTimeCalculator.tagged() || !timetagAt.isAfter(now)) {
            return OscTimetag.IMMEDIATE;
        }
        // The time of day may have been set back since it left.
        OscTimetag time = hostTimeToTimetag.at(timetagAt);
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
        sent.clear();
        performed.clear();
        undone.clear();
        sentEvents.clear();
    }

    /**
     * Prepares boundaries that are newly announced, and computes when each of them leaves.
     *
     * @return whether there was a new one
     */
    boolean prepare(TurnResult turn, Function<UpcomingBoundary, PacketsOfBoundary> preparation) {
        running = turn.view().transport().playing();
        if (turn.upcoming().isEmpty() && waiting.isEmpty()) {
            sentEvents.clear();
            return false;
        }
        waiting.removeIf(boundary -> !isAnnounced(turn.upcoming(), boundary));
        sentEvents.removeIf(boundary ->
                turn.upcoming().stream()
                        .noneMatch(upcoming -> upcoming.at().equals(boundary.at())));
        boolean anyNew = false;
        for (UpcomingBoundary upcomingBoundary : turn.upcoming()) {
            if (!isPrepared(waiting, upcomingBoundary) && !isPrepared(sent, upcomingBoundary)) {
                anyNew = true;
                waiting.add(new PreparedBoundary(preparation.apply(upcomingBoundary)));
            }
        }
        Timeline timeline = turn.view().transport().timeline();
        for (PreparedBoundary boundary : waiting) {
            boundary.setBoundaryTime(timeline.momentOf(boundary.upcomingBoundary().at()));
        }
        waiting.sort(Comparator.comparing(PreparedBoundary::boundary));
        return anyNew;
    }

    /** Whether a boundary is still announced with the content that was prepared. */
    private static boolean isAnnounced(List<UpcomingBoundary> upcoming, PreparedBoundary prepared) {
        return upcoming.stream()
                .anyMatch(
                        boundary -> boundary.revision() == prepared.upcomingBoundary().revision());
    }

    private static boolean isPrepared(
            List<PreparedBoundary> boundaries, UpcomingBoundary upcomingBoundary) {
        return boundaries.stream()
                .anyMatch(boundary ->
                        boundary.upcomingBoundary().revision() == upcomingBoundary.revision());
    }
}
