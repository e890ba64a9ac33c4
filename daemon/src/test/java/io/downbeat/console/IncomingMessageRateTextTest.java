package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class IncomingMessageRateTextTest {
    private static final Optional<Peer> TABLET = Optional.of(Peer.parse("udp:192.168.1.23:9000"));

    private final IncomingMessageRateText incomingMessageRateText =
            new IncomingMessageRateText(new HostMicros(0));

    @Test
    void withoutMessagesTheRateIsZero() {
        assertEquals("in 0/s", incomingMessageRateText.text());
    }

    @Test
    @Tag("CONSOLE-4")
    void theFirstMessageIsShownAtOnceAndTheRateAfterASecond() {
        incomingMessageRateText.at(new HostMicros(100_000), 1, TABLET);
        assertEquals("in 1/s 192.168.1.23", incomingMessageRateText.text());

        incomingMessageRateText.at(new HostMicros(1_000_000), 14, TABLET);
        assertEquals("in 14/s 192.168.1.23", incomingMessageRateText.text());

        incomingMessageRateText.at(new HostMicros(2_000_000), 14, TABLET);
        assertEquals("in 0/s 192.168.1.23", incomingMessageRateText.text());
    }
}
