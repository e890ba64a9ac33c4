package io.downbeat.output;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one receiver was told of one value within the last second, so that what only comes back from
 * its host is known. Who sends from there may be the receiver itself, by any socket, or a hand on
 * the same machine; what came from there is told apart by what was sent before it:
 *
 * <pre>
 *   equal to the latest that was sent                     it comes back: nothing changes
 *   equal to an earlier one, and its sender has set       it comes back late: nothing changes
 *     nothing else since that was sent
 *   equal to an earlier one, and its sender has set       a hand that goes to and fro, or two
 *     something else since                                programs that swap values: it holds
 *   anything else                                         a hand: it holds
 * </pre>
 *
 * <p>Programs that swap values would do so for ever. After {@value #MOST_SWAPS} such steps in a row
 * a value still holds, but is not sent to where it comes from, which ends it; {@link #isOwed} then
 * says that the receiver is to be told once more, when all is quiet. A hand that goes to and fro
 * more often than that shows by going on, although nothing was sent, that it is one.
 *
 * <p>Not thread safe.
 */
final class SentValues {

    /** How long a value that was sent may take to come back. */
    static final long WINDOW_MICROS = 1_000_000;

    /** Two programs that swap values are let do so no longer; a hand rarely does it as often. */
    static final int MOST_SWAPS = 6;

    /** A hand that was found to be one is taken for one for so long. */
    private static final long HAND_MICROS = 60_000_000;

    /** Frames of a second at the usual rate, four times over; what is older is forgotten. */
    private static final int MOST_VALUES = 256;

    /** How many senders of one host are told apart for one value. */
    private static final int MOST_SENDERS = 4;

    /** What to do with a value that has come from the receiver's host. */
    enum Verdict {
        /** It changes nothing. */
        RETURNED,
        /** It holds. */
        SET,
        /** It holds, and is not sent to where it comes from. */
        SET_QUIETLY
    }

    private static final class SenderState {
        private long seen = -1;
        private long setAfter = -1;
        private int swaps;
        private HostMicros handUntil = new HostMicros(Long.MIN_VALUE);
    }

    private @Nullable Object[] values = new Object[4];
    private HostMicros[] moments = new HostMicros[4];
    private boolean[] silent = new boolean[4];
    private long first;
    private long end;
    private final Map<Origin, SenderState> senders = new LinkedHashMap<>();
    private boolean owed;

    /**
     * Takes note of what goes out at a moment, or, if {@code silently}, of what is there already.
     */
    void sent(Object value, HostMicros leaves, boolean silently) {
        if (end - first == values.length) {
            makeRoom(leaves);
        }
        int at = index(end);
        values[at] = value;
        moments[at] = leaves;
        silent[at] = silently;
        end++;
        owed = silently && owed;
    }

    /** Whether the receiver was told this last, within the window. */
    boolean isLatest(Predicate<Object> value, HostMicros now) {
        return end > first && isFresh(end - 1, now) && value.test(valueAt(end - 1));
    }

    /** Whether the receiver is to be told the present value, since it was kept from it. */
    boolean isOwed() {
        return owed;
    }

    /**
     * What a value means that has come from the receiver's host.
     *
     * @param equals whether a value that was sent is the one that has come
     * @param atReceiver whether it comes from the receiver's own socket
     */
    Verdict take(Predicate<Object> equals, Origin from, boolean atReceiver, HostMicros now) {
        forgetBefore(now);
        SenderState sender = senderOf(from);
        if (isLatest(equals, now)) {
            sender.seen = end - 1;
            return Verdict.RETURNED;
        }
        long match = match(equals, sender);
        if (match >= 0 && sender.setAfter < match) {
            sender.seen = match;
            return Verdict.RETURNED;
        }
        boolean swapped = match >= 0 && !atReceiver;
        if (swapped) {
            sender.seen = match;
            sender.swaps++;
        } else {
            if (sender.swaps > MOST_SWAPS) {
                sender.handUntil = now.plus(HAND_MICROS);
            }
            sender.swaps = 0;
        }
        sender.setAfter = end;
        if (atReceiver) {
            return Verdict.SET_QUIETLY;
        }
        if (sender.swaps > MOST_SWAPS && !now.isBefore(sender.handUntil)) {
            owed = true;
            return Verdict.SET_QUIETLY;
        }
        return Verdict.SET;
    }

    /** The oldest that may still come back from a sender, which returns things in their order. */
    private long match(Predicate<Object> equals, SenderState sender) {
        for (long at = Math.max(first, sender.seen + 1); at < end; at++) {
            if (!silent[index(at)] && equals.test(valueAt(at))) {
                return at;
            }
        }
        return -1;
    }

    private SenderState senderOf(Origin from) {
        SenderState known = senders.get(from);
        if (known != null) {
            return known;
        }
        if (senders.size() == MOST_SENDERS) {
            senders.remove(senders.keySet().iterator().next());
        }
        var fresh = new SenderState();
        senders.put(from, fresh);
        return fresh;
    }

    private void makeRoom(HostMicros now) {
        forgetBefore(now);
        if (end - first < values.length) {
            return;
        }
        if (values.length == MOST_VALUES) {
            first++;
            return;
        }
        int size = values.length;
        Object[] widerValues = Arrays.copyOf(values, size * 2);
        HostMicros[] widerMoments = Arrays.copyOf(moments, size * 2);
        boolean[] widerSilent = Arrays.copyOf(silent, size * 2);
        for (long at = first; at < end; at++) {
            int to = (int) (at % (size * 2));
            widerValues[to] = values[index(at)];
            widerMoments[to] = moments[index(at)];
            widerSilent[to] = silent[index(at)];
        }
        values = widerValues;
        moments = widerMoments;
        silent = widerSilent;
    }

    private void forgetBefore(HostMicros now) {
        while (first < end && !isFresh(first, now)) {
            values[index(first)] = null;
            first++;
        }
    }

    private boolean isFresh(long at, HostMicros now) {
        return now.since(moments[index(at)]) <= WINDOW_MICROS;
    }

    private Object valueAt(long at) {
        Object value = values[index(at)];
        if (value == null) {
            throw new IllegalStateException("forgotten");
        }
        return value;
    }

    private int index(long at) {
        return (int) (at % values.length);
    }
}
