package io.downbeat.feedback.request;

import io.downbeat.feedback.packet.TextTruncation;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Limits the errors that each sender is sent: 20 in a second, then one message with the number of
 * the others; one a minute about a wrong clock.
 */
final class ErrorLimiter {

    private static final int MOST_A_SECOND = 20;
    private static final int MOST_SENDERS = 1024;
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** The bytes of the text that are kept even if the address is long: enough for a sentence. */
    private static final int SHORTEST_TEXT = 256;

    private final int room;

    /**
     * The errors of one sender in the second that began at {@code since}.
     *
     * @param sent how many were sent
     * @param withheld how many were not sent
     * @param address the address of the latest error
     */
    private record Count(HostMicros since, int sent, int withheld, String address) {}

    private final Map<RequestOrigin, Count> counts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestOrigin, Count> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /** When each sender was last sent an error about its clock. */
    private final Map<RequestOrigin, HostMicros> clocks =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestOrigin, HostMicros> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /**
     * @param room the most bytes of an error, so that it fits one datagram
     */
    ErrorLimiter(int room) {
        this.room = room;
    }

    /**
     * The error message. If it is too long, the text is shortened first. This is the only place
     * where the text of an error is made, so it is made safe to display here.
     */
    private OscMessage error(String sentAddress, Refusal.Code code, String madeText) {
        String address = PrintableText.of(sentAddress);
        String text = PrintableText.of(madeText);
        int left = room - OscCodec.size(message("", code, ""));
        int textLeast = Math.min(TextTruncation.size(text), SHORTEST_TEXT);
        String shortAddress = TextTruncation.truncated(address, left - textLeast);
        String shortText = TextTruncation.truncated(text, left - TextTruncation.size(shortAddress));
        return message(shortAddress, code, shortText);
    }

    private static OscMessage message(String address, Refusal.Code code, String text) {
        return OscMessage.of(
                "/error", OscArgument.s(address), OscArgument.s(code.word()), OscArgument.s(text));
    }

    /**
     * The error message for a refusal; empty if it is only counted, or was sent lately.
     *
     * @param open whether the sender's host may be sent anything now
     */
    Optional<OscMessage> errorFor(Event.Refused refused, boolean open, HostMicros now) {
        if (refused.code() == Refusal.Code.TIMETAG && !mayReportWrongClock(refused.by(), now)) {
            return Optional.empty();
        }
        Count count = counts.getOrDefault(refused.by(), new Count(now, 0, 0, ""));
        boolean isSent = open && count.sent() < MOST_A_SECOND;
        counts.put(
                refused.by(),
                new Count(
                        count.since(),
                        count.sent() + (isSent ? 1 : 0),
                        count.withheld() + (isSent ? 0 : 1),
                        TextTruncation.truncated(refused.address(), room)));
        return isSent
                ? Optional.of(error(refused.address(), refused.code(), refused.text()))
                : Optional.empty();
    }

    /** A wrong clock is wrong in every bundle: one error a minute is enough. */
    private boolean mayReportWrongClock(RequestOrigin by, HostMicros now) {
        HostMicros last = clocks.get(by);
        if (last != null && now.since(last) < MINUTE) {
            return false;
        }
        clocks.put(by, now);
        return true;
    }

    /** Ends the seconds that are over, and sends the number of suppressed errors of each. */
    void endSeconds(HostMicros now, BiConsumer<RequestOrigin, OscMessage> send) {
        counts.entrySet()
                .removeIf(entry -> {
                    Count count = entry.getValue();
                    boolean over = now.since(count.since()) >= SECOND;
                    if (over && count.withheld() > 0) {
                        send.accept(entry.getKey(), suppressed(count));
                    }
                    return over;
                });
    }

    /** When the first second with suppressed errors ends. */
    HostMicros wakeAt() {
        HostMicros first = HostMicros.NEVER;
        for (Count count : counts.values()) {
            if (count.withheld() > 0) {
                first = first.orEarlier(count.since().plus(SECOND));
            }
        }
        return first;
    }

    private OscMessage suppressed(Count count) {
        return error(
                count.address(),
                Refusal.Code.SUPPRESSED,
                count.withheld()
                        + " more errors within a second were not sent; the last was about this"
                        + " address");
    }
}
