package io.downbeat.output;

import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one receiver was told of one value within the last second, so that what only comes back from
 * its host is known. Who sends from there may be the receiver itself, by any socket, or a hand on
 * the same machine; they are told apart by what was sent before:
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
 * says that the receiver is to be told once more when all is quiet. A hand that goes to and fro
 * more often than that shows by going on, although nothing was sent, that it is one. So does a
 * sender that has returned none of several values.
 *
 * <p>Not thread safe.
 */
final class SentValueHistory {

    /** How long a value that was sent may take to come back. */
    static final long WINDOW_MICROS = 1_000_000;

    /** Two programs that swap values are let do so no longer; a hand rarely does it as often. */
    static final int MOST_SWAPS = 6;

    /** Who has returned none of so many values does not return values. */
    private static final int MISSED_BY_A_HAND = 3;

    /** A hand that was found to be one is taken for one for so long; a loop would go on then. */
    private static final long HAND_MICROS = 5_000_000;

    /** Frames of a second at the usual rate, four times over; what is older is forgotten. */
    private static final int MOST_VALUES = 256;

    /** How many senders of one host are told apart for one value. */
    private static final int MOST_SENDERS = 4;

    /** What to do with a value that has come from the receiver's host. */
    enum EchoVerdict {
        /** It changes nothing. */
        RETURNED,
        /** It holds. */
        SET,
        /** It holds, and is not sent to where it comes from. */
        SET_QUIETLY
    }

    /**
     * A value that the receiver has.
     *
     * @param number counts what this receiver was told
     * @param leaves when it leaves, or when it was known to be there
     * @param told false if it came from the receiver and was not sent there
     * @param by who had set it
     */
    private record Sent(
            long number, Object value, HostMicros leaves, boolean told, RequestOrigin by) {}

    /** What is known of one sender on the receiver's host. */
    private static final class SenderState {
        private final long since;
        private long returned = -1;
        private long setAt = -1;
        private int swaps;
        private int missed;
        private HostMicros handUntil = new HostMicros(Long.MIN_VALUE);

        private SenderState(long since) {
            this.since = since;
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>(2);
    private @Nullable Map<RequestOrigin, SenderState> senders;
    private long count;
    private boolean owed;

    /**
     * Takes note of what the receiver has from a moment on.
     *
     * @param told false if it came from there and is not sent
     */
    void has(Object value, HostMicros leaves, boolean told, RequestOrigin by) {
        forget(leaves);
        if (sent.size() == MOST_VALUES) {
            sent.removeFirst();
        }
        sent.addLast(new Sent(count++, value, leaves, told, by));
        owed = owed && !told;
    }

    /** Whether this is what the receiver was told last, within the window. */
    boolean isLatest(Predicate<Object> value, HostMicros now) {
        Sent last = sent.peekLast();
        return last != null && isFresh(last, now) && value.test(last.value());
    }

    /** Whether a value was kept from the receiver, which is to be told when all is quiet. */
    boolean isOwed() {
        return owed;
    }

    /**
     * What a value means that has come from the receiver's host.
     *
     * @param equals whether a value that was sent is the one that has come
     * @param atReceiver whether it comes from the receiver's own socket: then it has the value, and
     *     is not told
     */
    EchoVerdict judge(
            Predicate<Object> equals, RequestOrigin from, boolean atReceiver, HostMicros now) {
        forget(now);
        SenderState sender = stateOf(from);
        long match = match(equals, sender);
        Sent last = sent.peekLast();
        if (last != null && equals.test(last.value())) {
            // It may be an earlier one that comes back, with others still behind it.
            sender.returned = Math.max(sender.returned, match);
            sender.missed = 0;
            return EchoVerdict.RETURNED;
        }
        boolean isHand = sender.missed >= MISSED_BY_A_HAND;
        if (match >= 0 && sender.setAt < match && !isHand) {
            sender.returned = match;
            sender.missed = 0;
            return EchoVerdict.RETURNED;
        }
        boolean quietly = isToBeQuiet(sender, match, isKnown(equals), now);
        sender.setAt = count;
        owed |= quietly && !atReceiver;
        return quietly || atReceiver ? EchoVerdict.SET_QUIETLY : EchoVerdict.SET;
    }

    private static boolean isToBeQuiet(
            SenderState sender, long match, boolean known, HostMicros now) {
        if (match < 0) {
            if (known && sender.swaps > MOST_SWAPS) {
                // To and fro it goes on, and nothing of it was sent: nobody returns that.
                sender.handUntil = now.plus(HAND_MICROS);
            }
            sender.swaps = 0;
            return false;
        }
        sender.returned = match;
        sender.swaps++;
        return sender.swaps > MOST_SWAPS && !now.isBefore(sender.handUntil);
    }

    private boolean isKnown(Predicate<Object> equals) {
        return sent.stream().anyMatch(one -> equals.test(one.value()));
    }

    /** The oldest that may still come back from a sender, which returns things in their order. */
    private long match(Predicate<Object> equals, SenderState sender) {
        for (Sent one : sent) {
            if (one.told() && one.number() > sender.returned && equals.test(one.value())) {
                return one.number();
            }
        }
        return -1;
    }

    private SenderState stateOf(RequestOrigin from) {
        Map<RequestOrigin, SenderState> all = senders;
        if (all == null) {
            all = new LinkedHashMap<>();
            senders = all;
        }
        SenderState known = all.get(from);
        if (known != null) {
            return known;
        }
        if (all.size() == MOST_SENDERS) {
            Iterator<RequestOrigin> oldest = all.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        var fresh = new SenderState(count);
        all.put(from, fresh);
        return fresh;
    }

    private void forget(HostMicros now) {
        for (Sent oldest = sent.peekFirst();
                oldest != null && !isFresh(oldest, now);
                oldest = sent.peekFirst()) {
            sent.removeFirst();
            noteMissed(oldest);
        }
    }

    private void noteMissed(Sent gone) {
        Map<RequestOrigin, SenderState> all = senders;
        if (all == null || !gone.told()) {
            return;
        }
        all.forEach((origin, sender) -> {
            boolean concerns = gone.number() >= sender.since && !gone.by().equals(origin);
            if (concerns && gone.number() > sender.returned) {
                sender.missed++;
            }
        });
    }

    private static boolean isFresh(Sent one, HostMicros now) {
        return now.since(one.leaves()) <= WINDOW_MICROS;
    }
}
