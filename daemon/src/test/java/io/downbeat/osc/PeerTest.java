package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Peers as text and back. */
class PeerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp:192.168.1.5:9000",
                "tcp:desk.local:9121",
                "ws:localhost:65535",
                "udp:[::1]:9000",
                "udp:[::]:1",
                "udp:[2001:db8::8a2e:370:7334]:9000",
                "udp:[2001:db8:0:1:1:1:1:1]:9000",
                "udp:[fe80::1%eth0]:9000"
            })
    void aPeersTextIsParsedToTheSamePeer(String text) {
        assertEquals(text, Peer.parse(text).toString());
        assertEquals(Peer.parse(text), Peer.parse(Peer.parse(text).toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "udp:[0:0:0:0:0:0:0:1]:9000, udp:[::1]:9000",
        "udp:[2001:DB8:0:0:1:0:0:1]:9000, udp:[2001:db8::1:0:0:1]:9000",
        "udp:[::ffff:127.0.0.1]:9000, udp:127.0.0.1:9000",
        "udp:[1:2:3:4:5:6:7:0]:9000, udp:[1:2:3:4:5:6:7:0]:9000"
    })
    void oneAddressHasOneText(String written, String canonical) {
        assertEquals(canonical, Peer.parse(written).toString());
    }

    @Test
    void aKnownAddressIsNotLookedUpAgain() throws UnknownHostException {
        byte[] loopback = {127, 0, 0, 1};
        InetAddress named = InetAddress.getByAddress("nowhere.invalid", loopback);

        assertEquals(Peer.parse("udp:127.0.0.1:9000"), Peer.of(Peer.Transport.UDP, named, 9000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "udp",
                "udp:9000",
                "udp:host",
                "udp::9000",
                "udp:host:0",
                "udp:host:65536",
                "udp:host:+1",
                "udp:host:999999",
                "udp:two words:9000",
                "http:host:80",
                "UDP:host:80",
                "udp:::1:9000",
                "udp:[::1:9000",
                "udp:[zz::1]:9000",
                "udp:[]:9000"
            })
    void anyOtherTextIsRefused(String text) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Peer.parse(text));

        assertTrue(String.valueOf(refusal.getMessage()).length() > 10);
    }
}
