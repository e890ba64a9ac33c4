package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.255, true",
        "192.168.1.0/24, 192.168.2.0, false",
        "192.168.1.77/24, 192.168.1.1, true",
        "10.0.0.0/9, 10.127.255.255, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:192.168.1.7, 192.168.1.7, true",
        "fe80::1%eth0, fe80::1, true",
        "lan, 10.255.0.1, true",
        "lan, 172.16.0.1, true",
        "lan, 172.32.0.1, false",
        "LAN, 192.168.255.255, true",
        "lan, 169.254.3.4, true",
        "lan, 11.0.0.1, false",
        "lan, fd12::1, true",
        "lan, fe80::1, true",
        "lan, fec0::1, false",
        "lan, 2001:db8::1, false",
    })
    void aRuleAllowsItsHosts(String rule, String address, boolean admitted) {
        assertEquals(admitted, AccessRule.parse(rule).admits(address(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.9, true",
        "::/0, 10.0.0.1, false",
        "lan, 8.8.8.8, false"
    })
    void anIpv4MappedIpv6AddressIsTheIpv4Address(String rule, String v4, boolean admitted) {
        InetAddress mapped = mapped(address(v4));

        assertEquals(16, mapped.getAddress().length);
        assertEquals(admitted, AccessRule.parse(rule).admits(mapped));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tablet.local",
                "localhost",
                "192.168.1",
                "192.168.1.256",
                "192.168.01.1",
                "1.2.3.4.5",
                "192.168.1.0/33",
                "192.168.1.0/",
                "192.168.1.0/-1",
                "::1/129",
                ":::",
                "12345::",
                "fe80::1%eth 0",
                "*",
                "127.1",
                "2130706433",
            })
    void hostNamesAreRefusedAndNeverLookedUp(String text) {
        assertThrows(RigException.class, () -> AccessRule.parse(text));
    }

    @Test
    void everyAddressIsInItsOwnNetworkForEveryPrefixLength() {
        for (String text : List.of("203.0.113.200", "2001:db8:ff:1::a5")) {
            InetAddress address = address(text);
            for (int bits = 0; bits <= address.getAddress().length * 8; bits++) {
                AccessRule rule = AccessRule.parse(text + "/" + bits);
                assertEquals(true, rule.admits(address), rule.toString());
                assertEquals(rule, AccessRule.parse(rule.toString()));
            }
        }
    }

    @Test
    void thisComputerIsAlwaysAllowed() {
        Stream.of("127.0.0.1", "127.9.9.9", "::1")
                .forEach(text ->
                        assertEquals(true, AllowedHosts.LOOPBACK_ONLY.admits(address(text))));
        assertEquals(true, AllowedHosts.LOOPBACK_ONLY.admits(mapped(address("127.0.0.1"))));
        assertEquals(false, AllowedHosts.LOOPBACK_ONLY.admits(address("192.168.1.2")));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static InetAddress mapped(InetAddress v4) {
        byte[] octets = new byte[16];
        octets[10] = -1;
        octets[11] = -1;
        System.arraycopy(v4.getAddress(), 0, octets, 12, 4);
        try {
            return Inet6Address.getByAddress("", octets, -1);
        } catch (UnknownHostException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
