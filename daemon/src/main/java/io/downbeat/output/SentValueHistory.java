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
 * The values of one parameter or map that one receiver was sent within the last second. With them a
 * value that only comes back from the receiver's host is recognised. A sender on that host may be
 * the receiver itself, or a person at another program; what was sent before distinguishes them:
 *
 * <pre>
 *   equal to the latest value that was sent               it came back: nothing changes
 *   equal to an earlier one, and its sender has set       it came back late: nothing changes
 *     nothing else since that was sent
 *   equal to an earlier one, and its sender has set       a person, or two programs that swap
 *     something else since                                values: it takes effect
 *   anything else                                         a person: it takes effect
 * </pre>
 *
 * <p>Programs that swap values would do so for ever. After {@value #MOST_SWAPS} swaps in a row a
 * value still takes effect, but is not sent back to its sender, which ends the loop; {@link
 * #isUnsent} then says that the receiver must be sent it once more when nothing comes back any
 * more. A sender that goes on although nothing was sent to it is a person. So is a sender that has
 * returned none of several values.
 */
final class SentValueHistory {

    /** How long after it was sent a value may come back. */
    static final long WINDOW_MICROS = 1_000_000;

    /**
     * After so many swaps, two programs that swap values are stopped; a person rarely does it as
     * often.
     */
    static final int MOST_SWAPS = 6;

    /**
     * Values of two senders that follow each other within this are a duel. One of the senders must
     * be a program that returns values.
     */
    private static final long DUEL_MICROS = 150_000;

    /** A sender that has returned none of so many values does not return values. */
    private static final int MISSED_BY_A_HAND = 3;

    /**
     * For how long a sender that was found to be a person counts as one; a loop would go on in that
     * time.
     */
    private static final long HAND_MICROS = 5_000_000;

    /** Frames of one second at four times the usual rate; older ones are forgotten. */
    private static final int MOST_VALUES = 256;

    /** The most senders of one host that are distinguished for one value. */
    private static final int MOST_SENDERS = 4;

    /** What to do with a value that came from the receiver's host. */
    enum EchoVerdict {
        /** It changes nothing. */
        RETURNED,
        /** It takes effect. */
        SET,
        /** It takes effect, and is not sent back to its sender. */
        SET_QUIETLY
    }

    /**
     * A value that the receiver has.
     *
     * @param number counts the values of this history
     * @param leaves when it leaves, or when it was known to be there
     * @param told whether it is sent to the receiver; false if it came from there
     * @param by who had set it
     */
    private record Sent(
            long number, Object value, HostMicros leaves, boolean told, RequestOrigin by) {}

    /** What is known about one sender on the receiver's host. */
    private static final class SenderState {
        private final long since;
        private long returned = -1;
        private long setAt = -1;
        private int swaps;
        private int duels;
        private HostMicros duelUntil = new HostMicros(Long.MIN_VALUE);
        private HostMicros returnsUntil = new HostMicros(Long.MIN_VALUE);
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
     * Adds a value that the receiver has from a moment on.
     *
     * @param told whether it is sent there; false if it came from there
     */
    void add(Object value, HostMicros leaves, boolean told, RequestOrigin by) {
        forget(leaves);
        if (sent.size() == MOST_VALUES) {
            sent.removeFirst();
        }
        sent.addLast(new Sent(count++, value, leaves, told, by));
        owed = owed && !told;
    }

    /** Whether this is the value that was sent last, within the window. */
    boolean isLatest(Predicate<Object> value, HostMicros now) {
        Sent last = sent.peekLast();
        return last != null && isFresh(last, now) && value.test(last.value());
    }

    /**
     * Whether a value was withheld from the receiver and must be sent when nothing comes back any
     * more.
     */
    boolean isUnsent() {
        return owed;
    }

    /**
     * Decides what to do with a value that came from the receiver's host.
     *
     * @param equals whether a value that was sent is the one that came
     * @param atReceiver whether it comes from the receiver's own socket: then the receiver has the
     *     value, and is not sent it
     */
    EchoVerdict verdict(
            Predicate<Object> equals, RequestOrigin from, boolean atReceiver, HostMicros now) {
        forget(now);
        SenderState sender = stateOf(from);
        long match = match(equals, sender);
        if (match >= 0) {
            sender.returnsUntil = now.plus(WINDOW_MICROS);
        }
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
        boolean isDuel = isDuel(sender, from, now) && !isHand;
        if (isDuel) {
            sender.duelUntil = now.plus(2 * WINDOW_MICROS);
        }
        if (!isHand && now.isBefore(sender.duelUntil) && isOutdated(equals, from)) {
            // The sender has been sent a later one, which it gets behind this. If that is lost, the
            // present value follows.
            owed = true;
            return EchoVerdict.RETURNED;
        }
        boolean quietly = isToBeQuiet(sender, match, isKnown(equals), now) || isDuel;
        sender.setAt = count;
        owed |= quietly && !atReceiver;
        return quietly || atReceiver ? EchoVerdict.SET_QUIETLY : EchoVerdict.SET;
    }

    private static boolean isToBeQuiet(
            SenderState sender, long match, boolean known, HostMicros now) {
        if (match < 0) {
            if (known && sender.swaps > MOST_SWAPS) {
                // The values alternate although none was sent: these are not returns.
                sender.handUntil = now.plus(HAND_MICROS);
            }
            sender.swaps = 0;
            return false;
        }
        sender.returned = match;
        sender.swaps++;
        return sender.swaps > MOST_SWAPS && !now.isBefore(sender.handUntil);
    }

    /**
     * Whether a program that returns what it is sent, and somebody else, set the value by turns.
     * Each answer would be answered, so it has to wait.
     */
    private boolean isDuel(SenderState sender, RequestOrigin from, HostMicros now) {
        boolean byTurns = false;
        for (Iterator<Sent> latest = sent.descendingIterator(); latest.hasNext() && !byTurns; ) {
            Sent one = latest.next();
            if (now.since(one.leaves()) > DUEL_MICROS) {
                break;
            }
            byTurns = isOfAnother(one, from);
        }
        sender.duels = byTurns ? sender.duels + 1 : 0;
        return sender.duels > MOST_SWAPS && !now.isAfter(sender.returnsUntil);
    }

    /** Whether the receiver was sent a later value of somebody else than the one that came. */
    private boolean isOutdated(Predicate<Object> equals, RequestOrigin from) {
        boolean later = false;
        for (Iterator<Sent> latest = sent.descendingIterator(); latest.hasNext(); ) {
            Sent one = latest.next();
            if (equals.test(one.value())) {
                return later;
            }
            later |= isOfAnother(one, from);
        }
        return false;
    }

    private static boolean isOfAnother(Sent one, RequestOrigin from) {
        return one.told() && !one.by().equals(from) && !one.by().equals(RequestOrigin.DAEMON);
    }

    private boolean isKnown(Predicate<Object> equals) {
        return sent.stream().anyMatch(one -> equals.test(one.value()));
    }

    /**
     * The oldest value that may still come back from a sender, which returns values in their order.
     */
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
        return BoundedSenderMap.of(from, all, MOST_SENDERS, () -> new SenderState(count));
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
