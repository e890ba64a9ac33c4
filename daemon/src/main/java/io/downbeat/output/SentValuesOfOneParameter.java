package io.downbeat.output;

import io.downbeat.session.command.RequestSender;
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
 * #isWithheld} then says that the receiver must be sent it once more when nothing comes back any
 * more. A sender that goes on although nothing was sent to it is a person. So is a sender that has
 * returned none of several values.
 */
final class SentValuesOfOneParameter {

    /** How long after it was sent a value may come back. */
    static final long WINDOW_MICROS = 1_000_000;

    /**
     * Two programs that swap values more often than this are stopped. A person rarely does it as
     * often.
     */
    static final int MOST_SWAPS = 6;

    /**
     * Values of two senders that follow each other within this are a duel. One of the senders must
     * be a program that returns values.
     */
    private static final long DUEL_MICROS = 150_000;

    /** A sender that has returned none of this many values does not return values. */
    private static final int MISSED_BY_PERSON = 3;

    /**
     * For how long a sender that was found to be a person counts as one; a loop would go on in that
     * time.
     */
    private static final long PERSON_MICROS = 5_000_000;

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
     * @param sentToReceiver whether it is sent to the receiver; false if it came from there
     * @param by who had set it
     */
    private record Sent(
            long number,
            Object value,
            HostMicros leaves,
            boolean sentToReceiver,
            RequestSender by) {}

    /** What is known about one sender on the receiver's host. */
    private static final class SenderState {
        private final long firstNumber;
        private long lastReturnedNumber = -1;
        private long lastSetNumber = -1;
        private int swaps;
        private int duels;
        private HostMicros duelUntil = new HostMicros(Long.MIN_VALUE);
        private HostMicros returnsUntil = new HostMicros(Long.MIN_VALUE);
        private int missed;
        private HostMicros personUntil = new HostMicros(Long.MIN_VALUE);

        private SenderState(long since) {
            this.firstNumber = since;
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>(2);
    private @Nullable Map<RequestSender, SenderState> senders;
    private long count;
    private boolean withheld;

    /**
     * Adds a value that the receiver has from a moment on.
     *
     * @param sentToReceiver whether it is sent there; false if it came from there
     */
    void add(Object value, HostMicros leaves, boolean sentToReceiver, RequestSender by) {
        forget(leaves);
        if (sent.size() == MOST_VALUES) {
            sent.removeFirst();
        }
        sent.addLast(new Sent(count++, value, leaves, sentToReceiver, by));
        withheld = withheld && !sentToReceiver;
    }

    /** Whether this is the value that was sent last, within the window. */
    boolean isLatest(Predicate<Object> value, HostMicros now) {
        Sent last = sent.peekLast();
        return last != null && isWithinWindow(last, now) && value.test(last.value());
    }

    /**
     * Whether a value was withheld from the receiver and must be sent when nothing comes back any
     * more.
     */
    boolean isWithheld() {
        return withheld;
    }

    /**
     * Decides what to do with a value that came from the receiver's host.
     *
     * @param equals whether a value that was sent is the one that came
     * @param atReceiver whether it comes from the receiver's own socket: then the receiver has the
     *     value, and is not sent it
     */
    EchoVerdict verdict(
            Predicate<Object> equals, RequestSender from, boolean atReceiver, HostMicros now) {
        forget(now);
        SenderState sender = stateOf(from);
        long match = match(equals, sender);
        if (match >= 0) {
            sender.returnsUntil = now.plus(WINDOW_MICROS);
        }
        Sent last = sent.peekLast();
        if (last != null && equals.test(last.value())) {
            // It may be an earlier one that comes back, with others still behind it.
            sender.lastReturnedNumber = Math.max(sender.lastReturnedNumber, match);
            sender.missed = 0;
            return EchoVerdict.RETURNED;
        }
        boolean isPerson = sender.missed >= MISSED_BY_PERSON;
        if (match >= 0 && sender.lastSetNumber < match && !isPerson) {
            sender.lastReturnedNumber = match;
            sender.missed = 0;
            return EchoVerdict.RETURNED;
        }
        boolean isDuel = isDuel(sender, from, now) && !isPerson;
        if (isDuel) {
            sender.duelUntil = now.plus(2 * WINDOW_MICROS);
        }
        if (!isPerson && now.isBefore(sender.duelUntil) && isOutdated(equals, from)) {
            // A later value is on its way to the sender. If that is lost, the present value
            // follows.
            withheld = true;
            return EchoVerdict.RETURNED;
        }
        boolean quietly = mustBeQuiet(sender, match, isKnown(equals), now) || isDuel;
        sender.lastSetNumber = count;
        withheld |= quietly && !atReceiver;
        return quietly || atReceiver ? EchoVerdict.SET_QUIETLY : EchoVerdict.SET;
    }

    private static boolean mustBeQuiet(
            SenderState sender, long match, boolean known, HostMicros now) {
        if (match < 0) {
            if (known && sender.swaps > MOST_SWAPS) {
                // The values alternate although none was sent: these are not returns.
                sender.personUntil = now.plus(PERSON_MICROS);
            }
            sender.swaps = 0;
            return false;
        }
        sender.lastReturnedNumber = match;
        sender.swaps++;
        return sender.swaps > MOST_SWAPS && !now.isBefore(sender.personUntil);
    }

    /**
     * Whether a program that returns values and another sender set the value by turns. Each answer
     * would be answered, so the receiver is sent the value later.
     */
    private boolean isDuel(SenderState sender, RequestSender from, HostMicros now) {
        boolean byTurns = false;
        for (Iterator<Sent> latest = sent.descendingIterator(); latest.hasNext() && !byTurns; ) {
            Sent candidate = latest.next();
            if (now.since(candidate.leaves()) > DUEL_MICROS) {
                break;
            }
            byTurns = isOfAnother(candidate, from);
        }
        sender.duels = byTurns ? sender.duels + 1 : 0;
        return sender.duels > MOST_SWAPS && !now.isAfter(sender.returnsUntil);
    }

    /** Whether the receiver was sent a later value, of another sender, than the one that came. */
    private boolean isOutdated(Predicate<Object> equals, RequestSender from) {
        boolean later = false;
        for (Iterator<Sent> latest = sent.descendingIterator(); latest.hasNext(); ) {
            Sent candidate = latest.next();
            if (equals.test(candidate.value())) {
                return later;
            }
            later |= isOfAnother(candidate, from);
        }
        return false;
    }

    private static boolean isOfAnother(Sent candidate, RequestSender from) {
        return candidate.sentToReceiver()
                && !candidate.by().equals(from)
                && !candidate.by().equals(RequestSender.DAEMON);
    }

    private boolean isKnown(Predicate<Object> equals) {
        return sent.stream().anyMatch(candidate -> equals.test(candidate.value()));
    }

    /**
     * The oldest value that may still come back from a sender, which returns values in their order.
     */
    private long match(Predicate<Object> equals, SenderState sender) {
        for (Sent candidate : sent) {
            if (candidate.sentToReceiver()
                    && candidate.number() > sender.lastReturnedNumber
                    && equals.test(candidate.value())) {
                return candidate.number();
            }
        }
        return -1;
    }

    private SenderState stateOf(RequestSender from) {
        Map<RequestSender, SenderState> all = senders;
        if (all == null) {
            all = new LinkedHashMap<>();
            senders = all;
        }
        return LeastRecentlyUsedSenderMap.stateOf(
                from, all, MOST_SENDERS, () -> new SenderState(count));
    }

    private void forget(HostMicros now) {
        for (Sent oldest = sent.peekFirst();
                oldest != null && !isWithinWindow(oldest, now);
                oldest = sent.peekFirst()) {
            sent.removeFirst();
            noteMissed(oldest);
        }
    }

    private void noteMissed(Sent expired) {
        Map<RequestSender, SenderState> all = senders;
        if (all == null || !expired.sentToReceiver()) {
            return;
        }
        all.forEach((origin, sender) -> {
            boolean mayReturn =
                    expired.number() >= sender.firstNumber && !expired.by().equals(origin);
            if (mayReturn && expired.number() > sender.lastReturnedNumber) {
                sender.missed++;
            }
        });
    }

    private static boolean isWithinWindow(Sent candidate, HostMicros now) {
        return now.since(candidate.leaves()) <= WINDOW_MICROS;
    }
}
