package io.downbeat.output;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One output of the rig: decides what its receiver is sent, and when. */
final class Output {

    private final int position;
    private final OutputConnection connection;
    private final OutputSpec spec;
    private final DatagramPacker datagramPacker;
    private final EventMessages messages;
    private final ChangedContractValueSender mappedValues;
    private final BoundaryEncoder boundaryEncoder;
    private final PresentValueSender presentValueSender;
    private final DelayLine delayLine;
    private final WaitingAndSentBoundaries waitingAndSentBoundaries;
    private final PreparedBeatMessages preparedBeatMessages;
    private final ValueEchoDetector valueEchoDetector;
    private final ReturnedMessageDetector returnedMessageDetector;
    private final WithheldValuesSendTime withheldValuesSendTime;
    private final BitSet sentParameters = new BitSet();
    private final ValuesAndEventsOfOneBeat valuesAndEventsOfOneBeat =
            new ValuesAndEventsOfOneBeat();
    private final FadeFrameSender fadeFrameSender;
    private final BitSet withheldParameters = new BitSet();
    private SessionView.OutputStatus lastStatus = SessionView.OutputStatus.OK;
    private SessionView view;
    private OutputMapping map;
    private OutputSendTimeCalculator outputSendTimeCalculator;
    private OutputSendTimeCalculator beatSendTimes;
    private HostMicros nextResend = HostMicros.NEVER;

    /**
     * @param position of the output, from 1
     * @param view the session before the first turn
     * @param random for waiting times; two programs must have different numbers
     */
    Output(
            int position,
            OutputSpec spec,
            SessionView view,
            HostTimeToTimetag hostTimeToTimetag,
            PresentValueReader present,
            OutputConnection connection,
            RandomGenerator random) {
        this.position = position;
        this.connection = connection;
        this.spec = spec;
        this.datagramPacker = new DatagramPacker(spec.bundle());
        this.messages = new EventMessages(spec.events());
        var sent = new SentValueHistories();
        this.withheldValuesSendTime = new WithheldValuesSendTime(random);
        this.valueEchoDetector = new ValueEchoDetector(sent, withheldValuesSendTime);
        this.mappedValues =
                new ChangedContractValueSender(spec.maps(), present, sent, withheldValuesSendTime);
        this.boundaryEncoder = new BoundaryEncoder(datagramPacker, messages);
        this.presentValueSender = new PresentValueSender(datagramPacker, mappedValues);
        this.delayLine = new DelayLine(connection);
        this.waitingAndSentBoundaries = new WaitingAndSentBoundaries(hostTimeToTimetag);
        this.preparedBeatMessages = new PreparedBeatMessages(messages, datagramPacker);
        this.fadeFrameSender = new FadeFrameSender(datagramPacker, spec.sendTiming().fadeHertz());
        this.view = view;
        this.map = OutputMapping.of(spec, view.graph(), view.session());
        this.returnedMessageDetector =
                new ReturnedMessageDetector(
                        position,
                        messages,
                        present,
                        mappedValues,
                        valueEchoDetector,
                        waitingAndSentBoundaries,
                        view,
                        map);
        this.outputSendTimeCalculator = sendTimesIn(view);
        this.beatSendTimes = outputSendTimeCalculator.untagged();
    }

    OutputConnection connection() {
        return connection;
    }

    ReturnedMessageDetector returnedMessageDetector() {
        return returnedMessageDetector;
    }

    /** The status of the connection, if it has changed since this was last called. */
    Optional<SessionView.OutputStatus> changedStatus() {
        SessionView.OutputStatus status = connection.status();
        if (status == lastStatus) {
            return Optional.empty();
        }
        lastStatus = status;
        return Optional.of(status);
    }

    void start(HostMicros now) {
        mappedValues.allMessages(view, now);
        nextResend = nextResendAfter(now);
        if (spec.initial()) {
            resendAll(now);
        }
    }

    /** Begins to send all present values, if the output is enabled. */
    void resendAll(HostMicros now) {
        if (stateIn(view).enabled()) {
            presentValueSender.begin(map, now);
        }
    }

    /** When something prepared must leave exactly. */
    HostMicros nextSend() {
        HostMicros next =
                waitingAndSentBoundaries
                        .next(outputSendTimeCalculator)
                        .orEarlier(delayLine.nextExact());
        return next.orEarlier(preparedBeatMessages.next(beatSendTimes));
    }

    /** Sends the next datagram whose time has come; false if there is none. */
    boolean sendNext(HostMicros now) {
        if (delayLine.sendNext(now)) {
            return true;
        }
        ByteBuffer datagram = waitingAndSentBoundaries.nextDatagram(outputSendTimeCalculator, now);
        if (datagram != null) {
            delayLine.sendExactly(datagram, waitingAndSentBoundaries.leavesAt(), now);
            return true;
        }
        datagram = preparedBeatMessages.nextDatagram(beatSendTimes, now);
        if (datagram != null) {
            delayLine.sendExactly(datagram, preparedBeatMessages.leavesAt(), now);
            return true;
        }
        return false;
    }

    /** When there is something to send that is not urgent. */
    HostMicros nextNotUrgent() {
        HostMicros next =
                delayLine
                        .next()
                        .orEarlier(nextResend)
                        .orEarlier(fadeFrameSender.next())
                        .orEarlier(withheldValuesSendTime.next());
        // Present values would undo the values that were sent ahead of their boundary.
        return waitingAndSentBoundaries.hasUnperformed()
                ? next
                : next.orEarlier(presentValueSender.next());
    }

    /** Sends about one datagram of what is not urgent; false if nothing was due. */
    boolean sendNextNotUrgent(HostMicros now) {
        if (delayLine.sendNext(now)) {
            return true;
        }
        if (!nextResend.isAfter(now)) {
            nextResend = nextResendAfter(now);
            resendAll(now);
        }
        if (!waitingAndSentBoundaries.hasUnperformed() && !presentValueSender.next().isAfter(now)) {
            send(presentValueSender.nextDatagrams(view, map, now), now);
            notePresentSent(presentValueSender.sent(), now);
            return true;
        }
        if (!withheldValuesSendTime.next().isAfter(now)) {
            sendWithheld(now);
            return true;
        }
        return !fadeFrameSender.next().isAfter(now) && sendFadeFrame(now);
    }

    private boolean sendFadeFrame(HostMicros now) {
        withheldParameters.clear();
        waitingAndSentBoundaries.addWithheld(outputSendTimeCalculator, withheldParameters);
        List<ByteBuffer> datagrams =
                fadeFrameSender.nextDatagram(view.values(), withheldParameters, now);
        send(datagrams, now);
        if (!datagrams.isEmpty()) {
            sentParameters.clear();
            fadeFrameSender.addSentParameters(sentParameters);
            valueEchoDetector.noteFadeFrame(sentParameters, view.values(), nextSend(now));
        }
        return !datagrams.isEmpty();
    }

    /**
     * Sends what a turn has brought, and prepares what comes next. The caller then sends what is
     * due, one datagram of each output in turn.
     *
     * @return whether the output is enabled
     */
    boolean onTurn(TurnResult turn) {
        SessionView before = view;
        boolean remapped = onView(turn);
        returnedMessageDetector.onTurn(view, map);
        if (!stateIn(view).enabled()) {
            valueEchoDetector.endTurn();
            return false;
        }
        for (PreparedBoundary undone : waitingAndSentBoundaries.updateSent(turn)) {
            sendPresentInstead(undone, turn);
        }
        sendEvents(before, turn);
        sendSceneLeft(before, turn);
        fadeFrameSender.endTurn(map, view.graph(), turn.at());
        prepare(turn, remapped);
        valueEchoDetector.endTurn();
        mappedValues.forgetReceived();
        return true;
    }

    /** Notes the new view; true if parameters or events must be encoded again. */
    private boolean onView(TurnResult turn) {
        SessionView before = view;
        view = turn.view();
        if (!before.clock().equals(view.clock()) || !stateIn(before).equals(stateIn(view))) {
            setSendTimes(sendTimesIn(view));
        }
        if (stateIn(before).enabled() != stateIn(view).enabled()) {
            setEnabled(stateIn(view).enabled(), turn.at());
        }
        boolean isSameSession = before.session().equals(view.session());
        if (before.graph() == view.graph() && isSameSession) {
            return false;
        }
        if (!isSameSession) {
            returnedMessageDetector.clearLaunches();
        }
        OutputMapping mappingBefore = map;
        map = map.updated(view.graph(), view.session());
        if (map != mappingBefore) {
            onRemapped(mappingBefore, turn);
        }
        return true;
    }

    /**
     * Follows a change of the mapping. The receiver gets the present values of the parameters that
     * are new in the mapping.
     */
    private void onRemapped(OutputMapping mappingBefore, TurnResult turn) {
        BitSet added = map.sentBeyond(mappingBefore);
        BitSet removed = mappingBefore.sentBeyond(map);
        valueEchoDetector.forget(added);
        valueEchoDetector.forget(removed);
        fadeFrameSender.remap(map, view.graph());
        boundaryEncoder.clear();
        if (stateIn(view).enabled()) {
            for (Event event : turn.events()) {
                if (event instanceof Event.ParamsWritten written) {
                    // Sent with the event itself.
                    for (int index = 0; index < written.values().size(); index++) {
                        added.clear(written.values().parameter(index));
                    }
                }
            }
            presentValueSender.add(added, turn.at());
        }
    }

    private void setSendTimes(OutputSendTimeCalculator next) {
        delayLine.delayFurther(next.delayMicros() - outputSendTimeCalculator.delayMicros());
        outputSendTimeCalculator = next;
        beatSendTimes = next.untagged();
    }

    private void setEnabled(boolean enabled, HostMicros now) {
        if (enabled) {
            resendAll(now);
            return;
        }
        delayLine.clear();
        waitingAndSentBoundaries.clear();
        preparedBeatMessages.clear();
        presentValueSender.stop();
        fadeFrameSender.clear();
        forgetSent();
        returnedMessageDetector.clearLaunches();
    }

    /** The timing of this output: the clock's offset plus its own. */
    private OutputSendTimeCalculator sendTimesIn(SessionView in) {
        return OutputSendTimeCalculator.of(
                spec, in.clock().offsetMillis() + stateIn(in).offsetMillis());
    }

    /**
     * Sends the present values of the parameters that a boundary had sent ahead and that it will
     * not write after all.
     */
    private void sendPresentInstead(PreparedBoundary undone, TurnResult turn) {
        BitSet stale = PreparedBoundary.writtenParameters(undone.upcomingBoundary());
        for (UpcomingBoundary upcomingBoundary : turn.upcoming()) {
            // Its replacement is sent at once; nothing is sent while the transport is stopped.
            if (view.transport().playing()
                    && upcomingBoundary.at().equals(undone.upcomingBoundary().at())) {
                stale.andNot(PreparedBoundary.writtenParameters(upcomingBoundary));
            }
        }
        for (Event event : turn.events()) {
            // It has been performed with other launches, whose values follow.
            if (event instanceof Event.ParamsWritten written
                    && written.cause() == Event.Cause.LAUNCH
                    && written.at().equals(undone.upcomingBoundary().at())) {
                stale.andNot(PreparedBoundary.writtenParameters(written.values()));
            }
        }
        var presentValues = new ParameterValueList.Builder();
        stale.stream()
                .forEach(parameter ->
                        view.values()
                                .value(parameter)
                                .ifPresent(value -> presentValues.add(parameter, value)));
        ParameterValueList values = presentValues.build();
        waitingAndSentBoundaries.noteLaterValues(values, outputSendTimeCalculator, turn.at());
        noteSent(values, RequestSender.DAEMON, turn.at());
        OscTimetag tag =
                waitingAndSentBoundaries.tagAfter(undone, outputSendTimeCalculator, turn.at());
        send(datagramPacker.packed(List.of(map.encoded(values)), tag), turn.at());
    }

    private void sendEvents(SessionView before, TurnResult turn) {
        valuesAndEventsOfOneBeat.begin(Beats.ZERO);
        for (Event event : turn.events()) {
            if (!event.at().equals(valuesAndEventsOfOneBeat.at()) || beginsPacket(event)) {
                sendValuesAndEvents(turn);
                valuesAndEventsOfOneBeat.begin(event.at());
            }
            onEvent(event, before, turn);
        }
        sendValuesAndEvents(turn);
        if (!mappedValues.isEmpty() && !turn.events().isEmpty()) {
            EncodedMessages changed =
                    EncodedMessages.of(mappedValues.changedMessages(view, setter(turn), turn.at()));
            send(datagramPacker.packedUnlessSingle(changed), turn.at());
        }
    }

    /** Who set a value last in a turn; the daemon if nobody did. */
    private static RequestSender setter(TurnResult turn) {
        RequestSender by = RequestSender.DAEMON;
        for (Event event : turn.events()) {
            if (event instanceof Event.ValueSet set) {
                by = set.by();
            }
        }
        return by;
    }

    /**
     * Sends the event of a scene that is no longer active, with the names of the view in which it
     * still was.
     */
    private void sendSceneLeft(SessionView before, TurnResult turn) {
        if (messages.isEmpty() || before.scenes().equals(view.scenes())) {
            return;
        }
        Beats at = turn.events().isEmpty() ? Beats.ZERO : turn.events().getLast().at();
        List<OutputEvent> left = OutputEventBuilder.sceneLeft(before, view, at);
        send(
                datagramPacker.packedUnlessSingle(EncodedMessages.of(messages.of(left, before))),
                turn.at());
    }

    /**
     * Whether an event begins the next received packet: values of two packets are sent in two
     * batches, even if they have the same beat.
     */
    private static boolean beginsPacket(Event event) {
        return event instanceof Event.PacketReceived;
    }

    private void onEvent(Event event, SessionView before, TurnResult turn) {
        if (event instanceof Event.OutputResent resent && resent.output() == position) {
            resendAll(turn.at());
        }
        if (event instanceof Event.SessionLoaded) {
            forgetSent();
            resendAll(turn.at());
        }
        if (event instanceof Event.ParamsWritten written) {
            onEvent(written, turn);
        }
        if (!messages.isEmpty()) {
            addEvent(event, before, turn);
        }
    }

    private void addEvent(Event event, SessionView before, TurnResult turn) {
        if (event instanceof Event.BeatPassed passed) {
            preparedBeatMessages.onBeat(passed.at());
            if (!isLastBeat(passed, turn)) {
                return;
            }
        }
        OutputEventBuilder.viewThatNames(event, before, view)
                .ifPresent(named -> addEvent(event, named, turn.at()));
    }

    private void addEvent(Event event, SessionView named, HostMicros now) {
        for (OutputEvent outputEvent : OutputEventBuilder.of(event, named)) {
            boolean isMeant = messages.matches(outputEvent, named);
            boolean isUnsent = returnedMessageDetector.isUnsent(outputEvent);
            returnedMessageDetector.onEvent(outputEvent, isMeant && !isUnsent, now);
            if (isMeant
                    && !isUnsent
                    && !waitingAndSentBoundaries.hasSentEvent(outputEvent)
                    && !preparedBeatMessages.hasSentEvent(outputEvent)) {
                valuesAndEventsOfOneBeat.addEvent(outputEvent, named);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // Only this event, not an equal one.
    private static boolean isLastBeat(Event.BeatPassed passed, TurnResult turn) {
        return turn.lastBeat().filter(last -> last == passed).isPresent();
    }

    private void onEvent(Event.ParamsWritten written, TurnResult turn) {
        if (written.cause() == Event.Cause.FADE || written.cause() == Event.Cause.ARRIVAL) {
            fadeFrameSender.addMoved(written.values(), written.cause() == Event.Cause.ARRIVAL);
        } else if (waitingAndSentBoundaries.hasSentValues(written.prepared())) {
            noteSent(written.values(), written.by(), turn.at());
        } else {
            sendWritten(written, turn.at());
        }
    }

    private void sendWritten(Event.ParamsWritten written, HostMicros now) {
        ParameterValueList unsent =
                waitingAndSentBoundaries.mayHaveSentAhead(written)
                        ? withoutSentAhead(written, now)
                        : written.values();
        waitingAndSentBoundaries.noteLaterValues(unsent, outputSendTimeCalculator, now);
        ParameterValueList values =
                valueEchoDetector.withoutKnown(unsent, written.by(), nextSend(now), now);
        noteSent(values, written.by(), now);
        valuesAndEventsOfOneBeat.addValues(values, map, written.cause());
    }

    private ParameterValueList withoutSentAhead(Event.ParamsWritten written, HostMicros now) {
        var sentAhead = new ParameterValueList.Builder();
        var unsent = new ParameterValueList.Builder();
        ParameterValueList all = written.values();
        for (int index = 0; index < all.size(); index++) {
            int parameter = all.parameter(index);
            ParamValue value = all.value(index);
            boolean isSent = waitingAndSentBoundaries.hasSentAhead(written, parameter, value);
            (isSent ? sentAhead : unsent).add(parameter, value);
        }
        noteSent(sentAhead.build(), written.by(), now);
        return unsent.build();
    }

    /** Sends the values that were withheld from the receiver, if nothing was sent since. */
    private void sendWithheld(HostMicros now) {
        withheldValuesSendTime.stop();
        ParameterValueList present = valueEchoDetector.drainWithheld(view.values());
        noteSent(present, RequestSender.DAEMON, now);
        send(datagramPacker.packedUnlessSingle(map.encoded(present)), now);
        EncodedMessages mapped = EncodedMessages.of(mappedValues.drainWithheld(view, now));
        send(datagramPacker.packedUnlessSingle(mapped), now);
    }

    private void forgetSent() {
        withheldValuesSendTime.stop();
        valueEchoDetector.clear();
        mappedValues.forgetWithheld();
    }

    private void noteSent(ParameterValueList values, RequestSender by, HostMicros now) {
        valueEchoDetector.noteSent(values, map, by, nextSend(now));
    }

    private void notePresentSent(BitSet parameters, HostMicros now) {
        var present = new ParameterValueList.Builder(parameters.cardinality());
        parameters.stream()
                .forEach(parameter ->
                        view.values()
                                .value(parameter)
                                .ifPresent(value -> present.add(parameter, value)));
        noteSent(present.build(), RequestSender.DAEMON, now);
    }

    private HostMicros nextSend(HostMicros now) {
        return now.plus(outputSendTimeCalculator.delayMicros());
    }

    private void sendValuesAndEvents(TurnResult turn) {
        if (valuesAndEventsOfOneBeat.isEmpty()) {
            return;
        }
        EncodedMessages values = valuesAndEventsOfOneBeat.values();
        if (valuesAndEventsOfOneBeat.isLaunched()) {
            // Queued, not sent at once, so that the outputs of this launch take turns.
            delayLine.queue(
                    datagramPacker.packed(List.of(values), OscTimetag.IMMEDIATE),
                    turn.at().plus(outputSendTimeCalculator.delayMicros()));
        } else {
            send(datagramPacker.packedUnlessSingle(values), turn.at());
        }
        if (!valuesAndEventsOfOneBeat.events().isEmpty()) {
            EncodedMessages events =
                    EncodedMessages.of(
                            valuesAndEventsOfOneBeat.events().stream()
                                    .flatMap(event ->
                                            messages
                                                    .of(List.of(event.event()), event.view())
                                                    .stream())
                                    .toList());
            send(datagramPacker.packedUnlessSingle(events), turn.at());
        }
    }

    private void prepare(TurnResult turn, boolean remapped) {
        if (remapped || (!messages.isEmpty() && changesTempoOrMeter(turn))) {
            waitingAndSentBoundaries.forgetWaiting();
        }
        if (waitingAndSentBoundaries.prepare(turn, boundary -> prepared(boundary, turn))) {
            boundaryEncoder.retainOnly(turn.upcoming());
        }
        preparedBeatMessages.prepare(turn, beatSendTimes);
    }

    private static boolean changesTempoOrMeter(TurnResult turn) {
        return turn.events().stream()
                .anyMatch(event ->
                        event instanceof Event.TempoChanged
                                || event instanceof Event.MeterChanged
                                || event instanceof Event.CountMoved);
    }

    private PacketsOfBoundary prepared(UpcomingBoundary upcomingBoundary, TurnResult turn) {
        List<OutputEvent> events =
                messages.isEmpty()
                        ? List.of()
                        : OutputEventBuilder.of(upcomingBoundary, view).stream()
                                .filter(event -> !waitingAndSentBoundaries.hasSentEvent(event))
                                .filter(event -> !returnedMessageDetector.isUnsent(event))
                                .toList();
        return boundaryEncoder.prepare(
                upcomingBoundary,
                leavesNow(upcomingBoundary, turn)
                        ? waitingAndSentBoundaries.unsentLaunches(upcomingBoundary)
                        : upcomingBoundary.launches(),
                events,
                view,
                map,
                outputSendTimeCalculator.tagged());
    }

    /**
     * If it leaves only later, what holds at the receiver now may have been overwritten by then.
     */
    private boolean leavesNow(UpcomingBoundary upcomingBoundary, TurnResult turn) {
        HostMicros boundary = view.transport().timeline().momentOf(upcomingBoundary.at());
        return !outputSendTimeCalculator.sendOrQueueAt(boundary).isAfter(turn.at());
    }

    /** Sends at once, or later if the output has a positive offset. */
    private void send(List<ByteBuffer> datagrams, HostMicros now) {
        HostMicros moment = now.plus(outputSendTimeCalculator.delayMicros());
        boolean atOnce = delayLine.isFree(moment, now);
        delayLine.send(atOnce ? datagrams : copied(datagrams), moment, now);
    }

    /** Copies datagrams that have to wait: their buffers are used again. */
    private static List<ByteBuffer> copied(List<ByteBuffer> datagrams) {
        return datagrams.stream()
                .map(bytes -> ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip())
                .toList();
    }

    private HostMicros nextResendAfter(HostMicros now) {
        double seconds = spec.sendTiming().resendSeconds();
        return seconds > 0 ? now.plus(Math.round(seconds * 1e6)) : HostMicros.NEVER;
    }

    private SessionView.OutputState stateIn(SessionView in) {
        return in.outputs().get(position - 1);
    }
}
