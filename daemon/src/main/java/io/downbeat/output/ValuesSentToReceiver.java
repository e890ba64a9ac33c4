package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.LiveValues;
import io.downbeat.time.HostMicros;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameter values that one receiver was sent lately. Recognises a value that only comes back
 * from the receiver's host, and leaves out of what is sent the values that the receiver has
 * already.
 */
final class ValuesSentToReceiver {

    /**
     * A value that came from the receiver's host in this turn, and that takes effect.
     *
     * @param quietly whether it is not sent back to it
     */
    private record Incoming(Predicate<ParamValue> isIt, boolean quietly) {}

    private final SentValueHistories sent;
    private final Map<Integer, Incoming> incoming = new HashMap<>();
    private final BitSet owed = new BitSet();
    private final WithheldValueTimer timer;

    ValuesSentToReceiver(SentValueHistories sent, WithheldValueTimer timer) {
        this.sent = sent;
        this.timer = timer;
    }

    /** Notes that the receiver is sent a value. */
    void noteSent(int parameter, ParamValue value, RequestOrigin by, HostMicros leaves) {
        sent.of(parameter).add(value, leaves, true, by);
    }

    /**
     * Whether a value from the receiver's host only returns one that was just sent there.
     *
     * @param isIt whether a value that was sent is the one that came
     * @param atReceiver whether it comes from the receiver's own socket
     */
    boolean isReturned(
            int parameter,
            Predicate<ParamValue> isIt,
            RequestOrigin from,
            boolean atReceiver,
            HostMicros now) {
        Predicate<Object> wasSent = value -> value instanceof ParamValue one && isIt.test(one);
        SentValueHistory.EchoVerdict verdict =
                sent.of(parameter).verdict(wasSent, from, atReceiver, now);
        if (verdict == SentValueHistory.EchoVerdict.RETURNED) {
            if (sent.of(parameter).isUnsent()) {
                withhold(parameter, now);
            }
            return true;
        }
        boolean quietly = verdict == SentValueHistory.EchoVerdict.SET_QUIETLY;
        incoming.put(parameter, new Incoming(isIt, quietly));
        return false;
    }

    /**
     * The values without those that the receiver has already, because they came from its host in
     * this turn.
     *
     * @param leaves when what is left is sent
     */
    Snapshot withoutKnown(Snapshot values, RequestOrigin by, HostMicros leaves, HostMicros now) {
        if (incoming.isEmpty()) {
            return values;
        }
        var needed = new Snapshot.Builder();
        for (int index = 0; index < values.size(); index++) {
            if (!isKnown(values.parameter(index), values.value(index), by, leaves, now)) {
                needed.add(values.parameter(index), values.value(index));
            }
        }
        return needed.build();
    }

    private boolean isKnown(
            int parameter, ParamValue value, RequestOrigin by, HostMicros leaves, HostMicros now) {
        Incoming here = incoming.get(parameter);
        if (here == null) {
            return false;
        }
        SentValueHistory history = sent.of(parameter);
        if (!here.quietly()) {
            // It may have been clipped to what the receiver was sent before: once is enough.
            return history.isLatest(value::equals, now);
        }
        if (!here.isIt().test(value)) {
            return false;
        }
        history.add(value, leaves, false, by);
        if (history.isUnsent()) {
            withhold(parameter, now);
        }
        return true;
    }

    private void withhold(int parameter, HostMicros now) {
        owed.set(parameter);
        timer.withhold(now);
    }

    /** The turn is over: what came in it says nothing about later values. */
    void endTurn() {
        incoming.clear();
    }

    /** The present values that were withheld from the receiver, if nothing was sent since. */
    Snapshot takeOwed(LiveValues present) {
        var values = new Snapshot.Builder();
        owed.stream()
                .filter(parameter -> sent.of(parameter).isUnsent())
                .forEach(parameter ->
                        present.value(parameter).ifPresent(value -> values.add(parameter, value)));
        owed.clear();
        return values.build();
    }

    /** Forgets what was sent of some parameters. */
    void forget(BitSet parameters) {
        parameters.stream().forEach(sent::forget);
        owed.andNot(parameters);
    }

    /** Forgets what was sent, because it is sent again or not at all from now on. */
    void clear() {
        sent.clear();
        owed.clear();
    }
}
