package io.downbeat.output;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.TemplateText;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends values of the contract's addresses, such as {@code /tempo}, to addresses of the receiver
 * when they have changed, as the output's maps say.
 */
final class ChangedContractValueSender {

    private final List<OutputValueMapSpec> maps;
    private final PresentValueReader present;
    private final SentValueHistories histories;
    private final Map<OutputValueMapSpec, List<OscArgument>> sent = new LinkedHashMap<>();
    private final Map<OutputValueMapSpec, List<OscArgument>> receivedFromReceiver =
            new LinkedHashMap<>();
    private final ValuesWithheldToEndEcho<OutputValueMapSpec> withheld;

    /** Takes the maps of an output that name an address of the contract. */
    ChangedContractValueSender(
            List<OutputValueMapSpec> maps,
            PresentValueReader present,
            SentValueHistories histories,
            WithheldValuesSendTime withheldValuesSendTime) {
        this.maps =
                maps.stream()
                        .filter(map -> map.source() instanceof OutputValueMapSpec.Value)
                        .toList();
        this.present = present;
        this.histories = histories;
        this.withheld = new ValuesWithheldToEndEcho<>(histories, withheldValuesSendTime);
    }

    boolean isEmpty() {
        return maps.isEmpty();
    }

    /**
     * The messages of the values that have changed since they were last sent.
     *
     * @param by who set a value in this turn; the daemon if nobody did
     */
    List<OscMessage> changedMessages(SessionView view, RequestSender by, HostMicros now) {
        var messages = new ArrayList<OscMessage>();
        for (OutputValueMapSpec map : maps) {
            if (map.source() instanceof OutputValueMapSpec.Value(String address)) {
                List<OscArgument> values = present(map, address, view, now);
                if (!values.isEmpty() && !values.equals(sent.put(map, values))) {
                    boolean known = hasReceiver(map, values);
                    histories.historyOf(map).add(values, now, !known, by);
                    if (!known) {
                        messages.add(new OscMessage(map.address(), arguments(map, values)));
                    } else {
                        withheld.noteIfWithheld(map, now);
                    }
                }
            }
        }
        return messages;
    }

    private List<OscArgument> present(
            OutputValueMapSpec map, String address, SessionView view, HostMicros now) {
        return scaled(map, valueOf(address, new SessionViewAtTime(view, now)));
    }

    /** The messages of the values that were withheld from the receiver and not sent since. */
    List<OscMessage> drainWithheld(SessionView view, HostMicros now) {
        var messages = new ArrayList<OscMessage>();
        for (OutputValueMapSpec map : withheld.drain()) {
            if (map.source() instanceof OutputValueMapSpec.Value(String address)) {
                List<OscArgument> values = present(map, address, view, now);
                if (!values.isEmpty()) {
                    sent.put(map, values);
                    histories.historyOf(map).add(values, now, true, RequestSender.DAEMON);
                    messages.add(new OscMessage(map.address(), arguments(map, values)));
                }
            }
        }
        return messages;
    }

    /** Forgets what was withheld, because it is sent anyway or not at all. */
    void forgetWithheld() {
        withheld.clear();
    }

    /** Whether the receiver itself has just sent this value, so that it need not get it. */
    private boolean hasReceiver(OutputValueMapSpec map, List<OscArgument> values) {
        List<OscArgument> received = receivedFromReceiver.remove(map);
        return received != null
                && EqualWithinRounding.areSame(values, received, map.valueScaling().magnitude());
    }

    /** Whether a message from the receiver's host only returns a value that was sent there. */
    boolean isReturned(OscMessage message, RequestSender from, boolean atReceiver, HostMicros now) {
        boolean returned = false;
        for (OutputValueMapSpec map : maps) {
            if (map.address().equals(message.address())) {
                returned |= isReturned(map, message.arguments(), from, atReceiver, now);
            }
        }
        return returned;
    }

    private boolean isReturned(
            OutputValueMapSpec map,
            List<OscArgument> arguments,
            RequestSender from,
            boolean atReceiver,
            HostMicros now) {
        List<OscArgument> received = valuesIn(map, arguments);
        if (received.isEmpty()) {
            return false;
        }
        SentValuesOfOneParameter.EchoVerdict echoVerdict =
                histories
                        .historyOf(map)
                        .verdict(values -> isSame(map, values, received), from, atReceiver, now);
        if (echoVerdict == SentValuesOfOneParameter.EchoVerdict.SET_QUIETLY) {
            receivedFromReceiver.put(map, received);
        }
        boolean isReturned = echoVerdict == SentValuesOfOneParameter.EchoVerdict.RETURNED;
        if (isReturned) {
            withheld.noteIfWithheld(map, now);
        }
        return isReturned;
    }

    private static boolean isSame(OutputValueMapSpec map, Object sent, List<OscArgument> received) {
        return sent instanceof List<?> values
                && EqualWithinRounding.areSame(
                        values.stream().map(OscArgument.class::cast).toList(),
                        received,
                        map.valueScaling().magnitude());
    }

    private static List<OscArgument> valuesIn(OutputValueMapSpec map, List<OscArgument> arguments) {
        boolean alone = map.message().arguments().size() == 1;
        return alone
                ? arguments
                : ParameterEncoder.of(map).valueIn(arguments).map(List::of).orElse(List.of());
    }

    /** Forgets the values that came from the receiver in this turn. */
    void forgetReceived() {
        receivedFromReceiver.clear();
    }

    /** The messages of all values. */
    List<OscMessage> allMessages(SessionView view, HostMicros now) {
        sent.clear();
        return changedMessages(view, RequestSender.DAEMON, now);
    }

    /** The value of an address; empty if its object is not there. */
    private List<OscArgument> valueOf(String address, SessionViewAtTime viewAtTime) {
        try {
            return present.valueOf(address, viewAtTime);
        } catch (Refusal unanswered) {
            return List.of();
        }
    }

    /** All arguments of a message: the fixed ones, and the values where the map has them. */
    private static List<OscArgument> arguments(OutputValueMapSpec map, List<OscArgument> values) {
        var arguments = new ArrayList<OscArgument>();
        for (MessageTemplate.Argument argument : map.message().arguments()) {
            switch (argument) {
                case MessageTemplate.IntArgument(int number) ->
                        arguments.add(OscArgument.i(number));
                case MessageTemplate.FloatArgument(double number) ->
                        arguments.add(OscArgument.f(OscNumberTypeConversion.asFloat(number)));
                case MessageTemplate.BooleanArgument(boolean on) ->
                        arguments.add(OscArgument.bool(on));
                case MessageTemplate.TextArgument(TemplateText text) -> {
                    if (text.onlyPlaceholder().isPresent()) {
                        arguments.addAll(values);
                    } else {
                        arguments.add(
                                OscArgument.s(
                                        text.filled(placeholder -> words(values.getFirst()))));
                    }
                }
            }
        }
        return arguments;
    }

    private static String words(OscArgument value) {
        return value.text()
                .orElseGet(() -> OscNumberTypeConversion.asText(value.number().orElse(0)));
    }

    private static List<OscArgument> scaled(OutputValueMapSpec map, List<OscArgument> values) {
        return values.stream()
                .map(value ->
                        value.number().isPresent()
                                ? OscNumberTypeConversion.argument(
                                        map.type(),
                                        map.valueScaling().apply(value.number().getAsDouble()))
                                : value)
                .toList();
    }
}
