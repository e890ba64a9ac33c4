package io.downbeat.output;

import io.downbeat.rig.EventTrigger.SimpleTrigger;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TransportState;
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
 * The messages for beats and bar lines of one output, each encoded before its beat. A message that
 * has left is not sent again when the beat is counted.
 */
final class PreparedBeatMessages {

    /** Everything that a beat's message depends on. If it is equal, nothing is encoded again. */
    private record Content(List<OutputEvent> events, BarBeat count, Tempo tempo) {}

    /**
     * The encoded message of a beat.
     *
     * @param nextBeatAt when the next beat begins
     */
    private record BeatMessage(
            Beats at,
            HostMicros boundary,
            HostMicros nextBeatAt,
            Content content,
            List<ByteBuffer> datagrams) {

        boolean isDownbeat() {
            return content.count().isDownbeat();
        }
    }

    private final EventMessages messages;
    private final DatagramPacker datagramPacker;
    private final Deque<BeatMessage> waiting = new ArrayDeque<>();
    private final Deque<ByteBuffer> leaving = new ArrayDeque<>();
    private final List<BeatMessage> sentEarly = new ArrayList<>();
    private HostMicros leavingFor = HostMicros.NEVER;
    private HostMicros leavesAt = HostMicros.NEVER;
    private Beats lastBeat = Beats.ZERO;
    private boolean running;
    private @Nullable SessionView preparedView;
    private @Nullable OutputSendTimeCalculator preparedSendTimes;

    PreparedBeatMessages(EventMessages messages, DatagramPacker datagramPacker) {
        this.messages = messages;
        this.datagramPacker = datagramPacker;
    }

    /** When the next one must leave; {@link HostMicros#NEVER} while the transport is stopped. */
    HostMicros next(OutputSendTimeCalculator outputSendTimeCalculator) {
        if (!leaving.isEmpty()) {
            return outputSendTimeCalculator.sendOrQueueAt(leavingFor);
        }
        return running && !waiting.isEmpty()
                ? outputSendTimeCalculator.sendOrQueueAt(waiting.getFirst().boundary())
                : HostMicros.NEVER;
    }

    /** The next datagram that is due, or null. Encodes nothing. */
    @Nullable ByteBuffer nextDatagram(
            OutputSendTimeCalculator outputSendTimeCalculator, HostMicros now) {
        while (leaving.isEmpty()) {
            if (next(outputSendTimeCalculator).isAfter(now)) {
                return null;
            }
            BeatMessage first = waiting.removeFirst();
            // If the program was held up until the next beat, this message would come too late.
            if (first.nextBeatAt().isAfter(now)) {
                leavingFor = first.boundary();
                leaving.addAll(first.datagrams());
                sentEarly.add(first);
            }
        }
        leavesAt = outputSendTimeCalculator.sendAt(leavingFor);
        return next(outputSendTimeCalculator).isAfter(now) ? null : leaving.removeFirst();
    }

    /** When the datagram that {@link #nextDatagram} returned last is to leave. */
    HostMicros leavesAt() {
        return leavesAt;
    }

    /**
     * A beat was counted. If the count went back, messages that had left ahead of their beats are
     * sent once more.
     */
    void onBeat(Beats beat) {
        if (!beat.isAfter(lastBeat)) {
            sentEarly.clear();
        }
        lastBeat = beat;
        preparedView = null;
    }

    /** Whether the message of this event has been sent already. */
    boolean hasSentEvent(OutputEvent outputEvent) {
        return outputEvent.eventKind() instanceof OutputEvent.Common(SimpleTrigger event)
                && sentEarly.stream()
                        .filter(beatMessage -> beatMessage.at().equals(outputEvent.at()))
                        .anyMatch(beatMessage ->
                                event == SimpleTrigger.BEAT
                                        || (event == SimpleTrigger.BAR
                                                && beatMessage.isDownbeat()));
    }

    /**
     * Encodes all messages that leave before the next turn that is certain to come, and one more.
     */
    void prepare(TurnResult turn, OutputSendTimeCalculator outputSendTimeCalculator) {
        SessionView view = turn.view();
        Beats until = turn.upcomingBoundaries().counted();
        if (!messages.hasBeatEvents() || isPreparedFor(view, until, outputSendTimeCalculator)) {
            return;
        }
        preparedView = view;
        preparedSendTimes = outputSendTimeCalculator;
        if (until.isBefore(lastBeat)) {
            sentEarly.clear();
        }
        lastBeat = until;
        sentEarly.removeIf(beatMessage -> !beatMessage.at().isAfter(until));
        running = view.transport().playing();
        if (running) {
            prepare(view, outputSendTimeCalculator);
        }
    }

    private void prepare(SessionView view, OutputSendTimeCalculator outputSendTimeCalculator) {
        List<BeatMessage> messagesBefore = List.copyOf(waiting);
        waiting.clear();
        TransportState transport = view.transport();
        Grid units = transport.meter().units();
        Beats unit = units.after(lastBeat);
        HostMicros nextTurn = transport.timeline().momentOf(unit);
        for (HostMicros leaves = nextTurn; !leaves.isAfter(nextTurn); ) {
            HostMicros boundary = transport.timeline().momentOf(unit);
            leaves = outputSendTimeCalculator.sendOrQueueAt(boundary);
            if (!wasSent(unit)) {
                add(beatMessage(unit, boundary, view, messagesBefore));
            }
            unit = units.after(unit);
        }
    }

    private void add(BeatMessage beatMessage) {
        if (!beatMessage.datagrams().isEmpty()) {
            waiting.addLast(beatMessage);
        }
    }

    private BeatMessage beatMessage(
            Beats at, HostMicros boundary, SessionView view, List<BeatMessage> messagesBefore) {
        TransportState transport = view.transport();
        BarBeat count = transport.meter().at(at);
        List<OutputEvent> events = OutputEventBuilder.ofBeat(at, count, view);
        var content = new Content(events, count, transport.tempo());
        List<ByteBuffer> datagrams =
                messagesBefore.stream()
                        .filter(beatMessage -> beatMessage.content().equals(content))
                        .findFirst()
                        .map(BeatMessage::datagrams)
                        .orElseGet(() ->
                                datagramPacker.packedUnlessSingle(
                                        EncodedMessages.of(messages.of(events, view))));
        HostMicros nextBeatAt = transport.timeline().momentOf(transport.meter().units().after(at));
        return new BeatMessage(at, boundary, nextBeatAt, content, datagrams);
    }

    private boolean wasSent(Beats unit) {
        return sentEarly.stream().anyMatch(beatMessage -> beatMessage.at().equals(unit));
    }

    /** Compares by identity: a turn that changes nothing gives the same objects again. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isPreparedFor(
            SessionView view, Beats until, OutputSendTimeCalculator outputSendTimeCalculator) {
        return preparedView != null
                && preparedView.transport() == view.transport()
                && preparedView.tracks() == view.tracks()
                && lastBeat.equals(until)
                && outputSendTimeCalculator.equals(preparedSendTimes);
    }

    /** Forgets everything that is prepared: the output is disabled. */
    void clear() {
        waiting.clear();
        leaving.clear();
        preparedView = null;
    }
}
