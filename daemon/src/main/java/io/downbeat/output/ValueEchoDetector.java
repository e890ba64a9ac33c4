package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.LiveValues;
import io.downbeat.time.HostMicros;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameter values that one receiver was sent lately. Recognises a value that only comes back
 * from the receiver's host, and withholds values that the receiver has already.
 */
final class ValueEchoDetector {

    /**
     * A value that came from the receiver's host in this turn, and that takes effect.
     *
     * @param quietly whether it is not sent back to it
     */
    private record Incoming(Predicate<ParamValue> isSameValue, boolean quietly) {}

    /** So many values at once are kept as a batch. */
    private static final int FEWEST_OF_BATCH = 8;

    private final SentValueHistories sent;

    /**
     * Parameters that somebody on the receiver's host has set. What they are sent is noted one by
     * one, so that it is known what did not come back.
     */
    private final BitSet setFromReceiver = new BitSet();

    private final Map<Integer, Incoming> incoming = new HashMap<>();
    private final ValuesWithheldToEndEcho<Integer> withheld;

    ValueEchoDetector(SentValueHistories sent, WithheldValuesSendTime schedule) {
        this.sent = sent;
        this.withheld = new ValuesWithheldToEndEcho<>(sent, schedule);
    }

    /** Notes that the receiver is sent those of some values that the mapping sends. */
    void noteSent(
            ParameterValueList values, OutputMapping map, RequestSender by, HostMicros leaves) {
        boolean asBatch = values.size() >= FEWEST_OF_BATCH;
        // The parameter above its place in the list, so that sorting leads from one to the other.
        long[] batch = new long[asBatch ? values.size() : 0];
        int size = 0;
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            if (!map.sends(parameter)) {
                continue;
            }
            if (asBatch && !values.isText(index) && !setFromReceiver.get(parameter)) {
                batch[size++] = (long) parameter << Integer.SIZE | index;
            } else {
                sent.historyOf(parameter).add(values.value(index), leaves, true, by);
            }
        }
        if (size > 0) {
            Arrays.sort(batch, 0, size);
            int[] parameters = new int[size];
            double[] numbers = new double[size];
            for (int each = 0; each < size; each++) {
                parameters[each] = (int) (batch[each] >> Integer.SIZE);
                numbers[each] = values.number((int) batch[each]);
            }
            sent.add(parameters, numbers, leaves, by);
        }
    }

    /** Notes that the receiver is sent the present numbers of some parameters, which fade. */
    void noteFadeFrame(BitSet parameters, LiveValues present, HostMicros leaves) {
        int[] batch = new int[parameters.cardinality()];
        double[] numbers = new double[batch.length];
        int size = 0;
        for (int parameter = parameters.nextSetBit(0);
                parameter >= 0;
                parameter = parameters.nextSetBit(parameter + 1)) {
            double number = present.number(parameter);
            if (setFromReceiver.get(parameter)) {
                sent.historyOf(parameter)
                        .add(ParamValue.of(number), leaves, true, RequestSender.DAEMON);
            } else {
                batch[size] = parameter;
                numbers[size++] = number;
            }
        }
        if (size > 0) {
            sent.add(
                    Arrays.copyOf(batch, size),
                    Arrays.copyOf(numbers, size),
                    leaves,
                    RequestSender.DAEMON);
        }
    }

    /**
     * Whether a value from the receiver's host only returns one that was just sent there.
     *
     * @param isSameValue whether a value that was sent is the one that came
     * @param atReceiver whether it comes from the receiver's own socket
     */
    boolean isReturned(
            int parameter,
            Predicate<ParamValue> isSameValue,
            RequestSender from,
            boolean atReceiver,
            HostMicros now) {
        Predicate<Object> wasSent =
                value -> value instanceof ParamValue sentValue && isSameValue.test(sentValue);
        setFromReceiver.set(parameter);
        SentValuesOfOneParameter.EchoVerdict verdict =
                sent.historyOf(parameter).verdict(wasSent, from, atReceiver, now);
        if (verdict == SentValuesOfOneParameter.EchoVerdict.RETURNED) {
            withheld.noteIfWithheld(parameter, now);
            return true;
        }
        boolean quietly = verdict == SentValuesOfOneParameter.EchoVerdict.SET_QUIETLY;
        incoming.put(parameter, new Incoming(isSameValue, quietly));
        return false;
    }

    /**
     * The values without those that the receiver has already, because they came from its host in
     * this turn.
     *
     * @param leaves when what is left is sent
     */
    ParameterValueList withoutKnown(
            ParameterValueList values, RequestSender by, HostMicros leaves, HostMicros now) {
        if (incoming.isEmpty()) {
            return values;
        }
        var needed = new ParameterValueList.Builder();
        for (int index = 0; index < values.size(); index++) {
            if (!isKnown(values.parameter(index), values.value(index), by, leaves, now)) {
                needed.add(values.parameter(index), values.value(index));
            }
        }
        return needed.build();
    }

    private boolean isKnown(
            int parameter, ParamValue value, RequestSender by, HostMicros leaves, HostMicros now) {
        Incoming received = incoming.get(parameter);
        if (received == null) {
            return false;
        }
        SentValuesOfOneParameter history = sent.historyOf(parameter);
        if (!received.quietly()) {
            // It may have been clipped to the value that the receiver was sent last.
            return history.isLatest(value::equals, now);
        }
        if (!received.isSameValue().test(value)) {
            return false;
        }
        history.add(value, leaves, false, by);
        withheld.noteIfWithheld(parameter, now);
        return true;
    }

    /** Ends a turn: forgets the values that came in it. */
    void endTurn() {
        incoming.clear();
    }

    /** The present values that were withheld from the receiver, if nothing was sent since. */
    ParameterValueList drainWithheld(LiveValues present) {
        var values = new ParameterValueList.Builder();
        withheld.drain().stream()
                .sorted()
                .forEach(parameter ->
                        present.value(parameter).ifPresent(value -> values.add(parameter, value)));
        return values.build();
    }

    /** Forgets what was sent of some parameters. */
    void forget(BitSet parameters) {
        parameters.stream()
                .forEach(parameter -> {
                    sent.forget(parameter);
                    setFromReceiver.clear(parameter);
                    withheld.forget(parameter);
                });
    }

    /** Forgets what was sent, because it is sent again or not at all from now on. */
    void clear() {
        sent.clear();
        setFromReceiver.clear();
        withheld.clear();
    }
}
