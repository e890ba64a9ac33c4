package io.downbeat.output;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognises messages and commands from the host of one output's receiver that only return what the
 * output has sent: values, mapped values of the contract, and launches.
 */
final class ReturnedMessageDetector {

    private static final long SECOND_MICROS = 1_000_000;

    private final int position;
    private final EventMessages messages;
    private final PresentValueReader present;
    private final ChangedContractValueSender mappedValues;
    private final ValueEchoDetector valueEchoDetector;
    private final WaitingAndSentBoundaries waitingAndSentBoundaries;
    private final LaunchEchoDetector launches = new LaunchEchoDetector();
    private SessionView view;
    private OutputMapping map;

    /**
     * @param position of the output, from 1
     * @param messages the events that the receiver is sent
     * @param waitingAndSentBoundaries what has left ahead of its boundary
     * @param view the session before the first turn
     */
    ReturnedMessageDetector(
            int position,
            EventMessages messages,
            PresentValueReader present,
            ChangedContractValueSender mappedValues,
            ValueEchoDetector valueEchoDetector,
            WaitingAndSentBoundaries waitingAndSentBoundaries,
            SessionView view,
            OutputMapping map) {
        this.position = position;
        this.messages = messages;
        this.present = present;
        this.mappedValues = mappedValues;
        this.valueEchoDetector = valueEchoDetector;
        this.waitingAndSentBoundaries = waitingAndSentBoundaries;
        this.view = view;
        this.map = map;
    }

    /** Follows a turn. */
    void onTurn(SessionView next, OutputMapping nextMap) {
        view = next;
        map = nextMap;
    }

    /** Forgets the launches that were sent: the session was edited, or the output was disabled. */
    void clearLaunches() {
        launches.clear();
    }

    /** Whether the receiver is not to be sent an event, since that would keep a loop going. */
    boolean isUnsent(OutputEvent event) {
        return launches.isUnsent(event);
    }

    /**
     * Notes an event of a launch or stop.
     *
     * @param isSent whether the receiver is sent it
     */
    void onEvent(OutputEvent event, boolean isSent, HostMicros now) {
        launches.onEvent(event, isSent, now, answerWindow());
    }

    private boolean isEnabled() {
        return view.outputs().get(position - 1).enabled();
    }

    /**
     * Whether a message from the receiver's host only returns a value that was just sent there.
     * Called once for each message, before it is handled.
     */
    boolean isReturned(
            OscMessage message,
            RequestSender from,
            SenderRelationToReceiver relation,
            HostMicros now) {
        if (!isEnabled() || message.arguments().isEmpty()) {
            return false;
        }
        boolean atReceiver = relation == SenderRelationToReceiver.RECEIVER;
        boolean returned =
                !mappedValues.isEmpty() && mappedValues.isReturned(message, from, atReceiver, now);
        for (OutputMapping.Target target : map.targets(message.address())) {
            Optional<OscArgument> back =
                    target.encoder().isPresent()
                            ? target.encoder().get().valueIn(message.arguments())
                            : Optional.of(message.arguments().getFirst());
            if (back.isPresent()) {
                returned |= isReturned(target, back.get(), from, atReceiver, now);
            }
        }
        return returned;
    }

    /**
     * Whether a command from the receiver's host only repeats a launch of which the receiver was
     * sent an event. Called once for each command, before it is handled.
     */
    boolean isReturned(Command command, RequestSender from, HostMicros now) {
        if (messages.isEmpty() || !isEnabled()) {
            return false;
        }
        if (command instanceof Command.Query || command instanceof Command.Subscribe) {
            launches.onClientRequest(from);
            return false;
        }
        List<LaunchOrStopTarget> targets =
                LaunchOrStopTarget.targetsOf(command, present.objectIndex(view).lookup());
        if (targets.isEmpty()) {
            return false;
        }
        waitingAndSentBoundaries.unperformedEvents().stream()
                .filter(event -> messages.matches(event, view))
                .forEach(event -> launches.onSentEarly(event, now, answerWindow()));
        return launches.verdict(targets, from, now) == LaunchEchoDetector.Verdict.RETURNED;
    }

    /**
     * How long a receiver may take to launch what it was sent: a second, and until its next
     * boundary if it has the same quantization, or waits for a bar.
     */
    private LaunchEchoDetector.Window answerWindow() {
        TransportState transport = view.transport();
        Meter meter = transport.meter();
        double beat = transport.tempo().microsPerBeat();
        long grid =
                view.settings()
                        .quantize()
                        .grid(meter)
                        .map(points -> Math.round(points.point(1).quarters() * beat))
                        .orElse(0L);
        long bar = Math.round(meter.bar().quarters() * beat);
        return new LaunchEchoDetector.Window(
                SECOND_MICROS + Math.max(grid, bar), SECOND_MICROS + grid);
    }

    private boolean isReturned(
            OutputMapping.Target target,
            OscArgument back,
            RequestSender from,
            boolean atReceiver,
            HostMicros now) {
        return isReturned(
                target.parameter(), value -> isSent(target, value, back), from, atReceiver, now);
    }

    /**
     * As {@link #isReturned(OscMessage, RequestSender, SenderRelationToReceiver, HostMicros)}, of a
     * message of which only the command is left.
     */
    boolean isReturnedValue(
            Command command,
            RequestSender from,
            SenderRelationToReceiver relation,
            HostMicros now) {
        if (!(command instanceof Command.WriteParam write)
                || write.node().pattern()
                || write.param().pattern()
                || !isEnabled()) {
            return false;
        }
        return parameter(write)
                .filter(map::sends)
                .filter(parameter ->
                        isReturned(
                                parameter,
                                value -> isSame(value, write.value(), map.magnitude(parameter)),
                                from,
                                relation == SenderRelationToReceiver.RECEIVER,
                                now))
                .isPresent();
    }

    private Optional<Integer> parameter(Command.WriteParam write) {
        try {
            return Optional.of(
                    present.objectIndex(view)
                            .lookup()
                            .parameter(write.node(), write.param())
                            .number());
        } catch (Refusal unknown) {
            return Optional.empty();
        }
    }

    private static boolean isSame(ParamValue sent, ParamValue received, double magnitude) {
        if (sent instanceof ParamValue.Numeric(double event)
                && received instanceof ParamValue.Numeric(double other)) {
            return EqualWithinRounding.isSame(event, other, magnitude);
        }
        return sent.equals(received);
    }

    private boolean isReturned(
            int parameter,
            Predicate<ParamValue> isSameValue,
            RequestSender from,
            boolean atReceiver,
            HostMicros now) {
        return waitingAndSentBoundaries.hasSent(parameter, isSameValue)
                || valueEchoDetector.isReturned(parameter, isSameValue, from, atReceiver, now);
    }

    private static boolean isSent(OutputMapping.Target target, ParamValue value, OscArgument back) {
        if (target.encoder().isPresent()) {
            return target.encoder().get().isSent(value, back);
        }
        return switch (value) {
            case ParamValue.Text(String text) -> back.text().filter(text::equals).isPresent();
            case ParamValue.Numeric(double number) ->
                    back.isNumeric()
                            && back.number().isPresent()
                            && EqualWithinRounding.isSame(number, back.number().getAsDouble(), 0);
        };
    }
}
