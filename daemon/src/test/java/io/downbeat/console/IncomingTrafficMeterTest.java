package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class IncomingTrafficMeterTest {
    private static final Optional<Peer> TABLET = Optional.of(Peer.parse("udp:192.168.1.23:9000"));

    private final IncomingTrafficMeter incomingTrafficMeter =
            new IncomingTrafficMeter(new HostMicros(0));

    @Test
    void withoutMessagesTheRateIsZero() {
        assertEquals("in 0/s", incomingTrafficMeter.text());
    }

    @Test
    @Tag("CONSOLE-4")
    void theFirstMessageIsShownAtOnceAndTheRateAfterASecond() {
        incomingTrafficMeter.at(new HostMicros(100_000), 1, TABLET);
        assertEquals("in 1/s 192.168.1.23", incomingTrafficMeter.text());

        incomingTrafficMeter.at(new HostMicros(1_000_000), 14, TABLET);
        assertEquals("in 14/s 192.168.1.23", incomingTrafficMeter.text());

        incomingTrafficMeter.at(new HostMicros(2_000_000), 14, TABLET);
        assertEquals("in 0/s 192.168.1.23", incomingTrafficMeter.text());
    }
}
