package io.downbeat.output;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.OutputMapSpec;
import io.downbeat.rig.TemplateText;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends values of the contract's addresses to a receiver's own addresses, when they have changed.
 */
final class ContractValueSender {

    private final List<OutputMapSpec> maps;
    private final PresentValueReader present;
    private final SentValueHistories log;
    private final Map<OutputMapSpec, List<OscArgument>> sent = new LinkedHashMap<>();
    private final Map<OutputMapSpec, List<OscArgument>> quiet = new LinkedHashMap<>();
    private final Set<OutputMapSpec> owed = new LinkedHashSet<>();
    private final WithheldValueTimer timer;

    /** Takes the maps of an output that name an address of the contract. */
    ContractValueSender(
            List<OutputMapSpec> maps,
            PresentValueReader present,
            SentValueHistories log,
            WithheldValueTimer timer) {
        this.timer = timer;
        this.maps =
                maps.stream().filter(map -> map.source() instanceof OutputMapSpec.Value).toList();
        this.present = present;
        this.log = log;
    }

    boolean isEmpty() {
        return maps.isEmpty();
    }

    /**
     * The messages of the values that have changed since they were last sent.
     *
     * @param by who set a value in this turn; the daemon if nobody did
     */
    List<OscMessage> changed(SessionView view, RequestOrigin by, HostMicros now) {
        var messages = new ArrayList<OscMessage>();
        for (OutputMapSpec map : maps) {
            if (map.source() instanceof OutputMapSpec.Value(String address)) {
                List<OscArgument> values = present(map, address, view, now);
                if (!values.isEmpty() && !values.equals(sent.put(map, values))) {
                    boolean isThere = isThere(map, values);
                    log.of(map).add(values, now, !isThere, by);
                    if (!isThere) {
                        messages.add(new OscMessage(map.address(), arguments(map, values)));
                    } else if (log.of(map).isUnsent()) {
                        withhold(map, now);
                    }
                }
            }
        }
        return messages;
    }

    private List<OscArgument> present(
            OutputMapSpec map, String address, SessionView view, HostMicros now) {
        return scaled(map, answer(address, new SessionViewAtTime(view, now)));
    }

    private void withhold(OutputMapSpec map, HostMicros now) {
        owed.add(map);
        timer.withhold(now);
    }

    /** The messages of the values that were withheld from the receiver and not sent since. */
    List<OscMessage> takeOwed(SessionView view, HostMicros now) {
        var messages = new ArrayList<OscMessage>();
        for (OutputMapSpec map : owed) {
            if (log.of(map).isUnsent()
                    && map.source() instanceof OutputMapSpec.Value(String address)) {
                List<OscArgument> values = present(map, address, view, now);
                if (!values.isEmpty()) {
                    sent.put(map, values);
                    log.of(map).add(values, now, true, RequestOrigin.DAEMON);
                    messages.add(new OscMessage(map.address(), arguments(map, values)));
                }
            }
        }
        owed.clear();
        return messages;
    }

    /** Forgets what was withheld, because it is sent anyway or not at all. */
    void forgetOwed() {
        owed.clear();
    }

    /** Whether the receiver itself has sent this value, so that it need not be sent back. */
    private boolean isThere(OutputMapSpec map, List<OscArgument> values) {
        List<OscArgument> come = quiet.remove(map);
        return come != null && EchoComparison.areSame(values, come, map.valueScaling().magnitude());
    }

    /** Whether a message from the receiver's host only returns a value that was sent there. */
    boolean isReturned(OscMessage message, RequestOrigin from, boolean atReceiver, HostMicros now) {
        boolean returned = false;
        for (OutputMapSpec map : maps) {
            if (map.address().equals(message.address())) {
                returned |= isReturned(map, message.arguments(), from, atReceiver, now);
            }
        }
        return returned;
    }

    private boolean isReturned(
            OutputMapSpec map,
            List<OscArgument> arguments,
            RequestOrigin from,
            boolean atReceiver,
            HostMicros now) {
        List<OscArgument> come = valuesIn(map, arguments);
        if (come.isEmpty()) {
            return false;
        }
        SentValueHistory.EchoVerdict echoVerdict =
                log.of(map).verdict(values -> isSame(map, values, come), from, atReceiver, now);
        if (echoVerdict == SentValueHistory.EchoVerdict.SET_QUIETLY) {
            quiet.put(map, come);
        }
        boolean isReturned = echoVerdict == SentValueHistory.EchoVerdict.RETURNED;
        if (isReturned && log.of(map).isUnsent()) {
            withhold(map, now);
        }
        return isReturned;
    }

    private static boolean isSame(OutputMapSpec map, Object sent, List<OscArgument> come) {
        return sent instanceof List<?> values
                && EchoComparison.areSame(
                        values.stream().map(OscArgument.class::cast).toList(),
                        come,
                        map.valueScaling().magnitude());
    }

    private static List<OscArgument> valuesIn(OutputMapSpec map, List<OscArgument> arguments) {
        boolean alone = map.message().arguments().size() == 1;
        return alone
                ? arguments
                : ParameterEncoder.of(map).valueIn(arguments).map(List::of).orElse(List.of());
    }

    /** Forgets the values that came from the receiver in this turn. */
    void forgetQuiet() {
        quiet.clear();
    }

    /** The messages of all values. */
    List<OscMessage> all(SessionView view, HostMicros now) {
        sent.clear();
        return changed(view, RequestOrigin.DAEMON, now);
    }

    /** The value of an address; empty if its object is not there. */
    private List<OscArgument> answer(String address, SessionViewAtTime viewAtTime) {
        try {
            return present.at(address, viewAtTime);
        } catch (Refusal unanswered) {
            return List.of();
        }
    }

    /** All arguments of a message: the fixed ones, and the values where the map has them. */
    private static List<OscArgument> arguments(OutputMapSpec map, List<OscArgument> values) {
        var arguments = new ArrayList<OscArgument>();
        for (MessageTemplate.Argument argument : map.message().arguments()) {
            switch (argument) {
                case MessageTemplate.IntArgument(int number) ->
                        arguments.add(OscArgument.i(number));
                case MessageTemplate.FloatArgument(double number) ->
                        arguments.add(OscArgument.f(NumberConversion.single(number)));
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
        return value.text().orElseGet(() -> NumberConversion.words(value.number().orElse(0)));
    }

    private static List<OscArgument> scaled(OutputMapSpec map, List<OscArgument> values) {
        return values.stream()
                .map(value ->
                        value.number().isPresent()
                                ? NumberConversion.argument(
                                        map.type(),
                                        map.valueScaling().apply(value.number().getAsDouble()))
                                : value)
                .toList();
    }
}
