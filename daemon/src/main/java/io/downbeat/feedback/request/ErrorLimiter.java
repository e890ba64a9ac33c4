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
 * The errors told to each sender: at most twenty within a second, then one that counts the rest; of
 * a clock that is wrong one a minute. Not thread safe.
 */
final class ErrorLimiter {

    private static final int MOST_A_SECOND = 20;
    private static final int MOST_SENDERS = 1024;
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** Bytes of the text that are kept however long the address is: enough for a sentence. */
    private static final int SHORTEST_TEXT = 256;

    private final int room;

    /** What one sender was told in the second that began at {@code since}. */
    private record Count(HostMicros since, int told, int withheld, String address) {}

    private final Map<RequestOrigin, Count> counts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestOrigin, Count> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /** When each sender was last told that its clock is wrong. */
    private final Map<RequestOrigin, HostMicros> clocks =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestOrigin, HostMicros> eldest) {
                    return size() > MOST_SENDERS;
                }
            };

    /**
     * @param room how many bytes an error may have, so that it fits one datagram
     */
    ErrorLimiter(int room) {
        this.room = room;
    }

    /**
     * One message, whole: what is too long in it is shortened, the text first. The one place where
     * the text of an error is made, and so where it is made safe to show.
     */
    private OscMessage error(String sentAddress, Refusal.Code code, String madeText) {
        String address = PrintableText.of(sentAddress);
        String text = PrintableText.of(madeText);
        int left = room - OscCodec.size(message("", code, ""));
        int textLeast = Math.min(TextTruncation.size(text), SHORTEST_TEXT);
        String shortAddress = TextTruncation.fitting(address, left - textLeast);
        String shortText = TextTruncation.fitting(text, left - TextTruncation.size(shortAddress));
        return message(shortAddress, code, shortText);
    }

    private static OscMessage message(String address, Refusal.Code code, String text) {
        return OscMessage.of(
                "/error", OscArgument.s(address), OscArgument.s(code.word()), OscArgument.s(text));
    }

    /**
     * The error to tell for a refusal; empty where it is only counted, or was told lately.
     *
     * @param open whether the sender's host may be sent anything now
     */
    Optional<OscMessage> errorFor(Event.Refused refused, boolean open, HostMicros now) {
        if (refused.code() == Refusal.Code.TIMETAG && !mayTellOfClock(refused.by(), now)) {
            return Optional.empty();
        }
        Count count = counts.getOrDefault(refused.by(), new Count(now, 0, 0, ""));
        boolean tell = open && count.told() < MOST_A_SECOND;
        counts.put(
                refused.by(),
                new Count(
                        count.since(),
                        count.told() + (tell ? 1 : 0),
                        count.withheld() + (tell ? 0 : 1),
                        TextTruncation.fitting(refused.address(), room)));
        return tell
                ? Optional.of(error(refused.address(), refused.code(), refused.text()))
                : Optional.empty();
    }

    /** A sender's clock is wrong for long, in each bundle anew. */
    private boolean mayTellOfClock(RequestOrigin by, HostMicros now) {
        HostMicros last = clocks.get(by);
        if (last != null && now.since(last) < MINUTE) {
            return false;
        }
        clocks.put(by, now);
        return true;
    }

    /** Ends the seconds that are over and tells what was withheld in them. */
    void endSeconds(HostMicros now, BiConsumer<RequestOrigin, OscMessage> tell) {
        counts.entrySet()
                .removeIf(entry -> {
                    Count count = entry.getValue();
                    boolean over = now.since(count.since()) >= SECOND;
                    if (over && count.withheld() > 0) {
                        tell.accept(entry.getKey(), suppressed(count));
                    }
                    return over;
                });
    }

    /** When the first second with something withheld ends. */
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
