package io.downbeat.feedback.request;

import io.downbeat.feedback.packet.TextTruncation;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
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

    private static final int MOST_PER_SECOND = 20;
    private static final int MOST_SENDERS = 1024;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long MINUTE_MICROS = 60 * SECOND_MICROS;

    /** The bytes of the text that are kept even if the address is long: enough for a sentence. */
    private static final int SHORTEST_TEXT_BYTES = 256;

    private final int mostBytes;

    /**
     * The errors of one sender in the second that began at {@code since}.
     *
     * @param sent how many were sent
     * @param withheld how many were not sent
     * @param address the address of the latest error
     */
    private record Count(HostMicros since, int sent, int withheld, String address) {}

    private final Map<RequestSender, Count> counts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestSender, Count> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /** When each sender was last sent an error about its clock. */
    private final Map<RequestSender, HostMicros> lastClockErrors =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestSender, HostMicros> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /**
     * @param mostBytes the most bytes of an error, so that it fits one datagram
     */
    ErrorLimiter(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The error message. If it is too long, the text is shortened first. Every error passes here,
     * so its address and text are made printable here.
     */
    private OscMessage error(String sentAddress, Refusal.Code code, String refusalText) {
        String address = PrintableText.of(sentAddress);
        String text = PrintableText.of(refusalText);
        int left = mostBytes - OscCodec.size(message("", code, ""));
        int textLeast = Math.min(TextTruncation.size(text), SHORTEST_TEXT_BYTES);
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
     * @param maySend whether the sender's host may be sent anything now
     */
    Optional<OscMessage> errorFor(Event.Refused refused, boolean maySend, HostMicros now) {
        if (refused.code() == Refusal.Code.TIMETAG && !mayReportWrongClock(refused.by(), now)) {
            return Optional.empty();
        }
        Count count = counts.getOrDefault(refused.by(), new Count(now, 0, 0, ""));
        boolean isSent = maySend && count.sent() < MOST_PER_SECOND;
        counts.put(
                refused.by(),
                new Count(
                        count.since(),
                        count.sent() + (isSent ? 1 : 0),
                        count.withheld() + (isSent ? 0 : 1),
                        TextTruncation.truncated(refused.address(), mostBytes)));
        return isSent
                ? Optional.of(error(refused.address(), refused.code(), refused.text()))
                : Optional.empty();
    }

    /** A wrong clock is wrong in every bundle: one error a minute is enough. */
    private boolean mayReportWrongClock(RequestSender by, HostMicros now) {
        HostMicros last = lastClockErrors.get(by);
        if (last != null && now.since(last) < MINUTE_MICROS) {
            return false;
        }
        lastClockErrors.put(by, now);
        return true;
    }

    /** Ends the seconds that are over, and sends the number of suppressed errors of each. */
    void endSeconds(HostMicros now, BiConsumer<RequestSender, OscMessage> send) {
        counts.entrySet()
                .removeIf(entry -> {
                    Count count = entry.getValue();
                    boolean over = now.since(count.since()) >= SECOND_MICROS;
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
                first = first.orEarlier(count.since().plus(SECOND_MICROS));
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
