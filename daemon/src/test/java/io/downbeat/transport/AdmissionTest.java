package io.downbeat.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.Access;
import io.downbeat.rig.AccessRule;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

class AdmissionTest {
    private static final HostMicros START = new HostMicros(-1_000);

    private final Admission admission =
            new Admission(new Access(List.of(AccessRule.parse("192.168.1.0/24"))));

    @Test
    void thisMachineIsAlwaysLetIn() {
        Admission nobody = new Admission(Access.LOOPBACK_ONLY);

        assertTrue(nobody.admits(host("127.0.0.1"), "UDP", START));
        assertTrue(nobody.admits(host("127.8.9.10"), "UDP", START));
        assertTrue(nobody.admits(host("::1"), "UDP", START));
        assertFalse(nobody.admits(host("192.168.1.7"), "UDP", START));
    }

    @Test
    void whomARuleNamesIsLetIn() {
        assertTrue(admission.admits(host("192.168.1.7"), "TCP", START));
        assertFalse(admission.admits(host("192.168.2.7"), "TCP", START));
    }

    @Test
    void aStrangerIsWorthOneLine() {
        assertTrue(admission.isWorthALine(host("10.0.0.1"), START));
        assertFalse(admission.isWorthALine(host("10.0.0.1"), START.plus(1)));
        assertFalse(admission.isWorthALine(host("10.0.0.1"), START.plus(3_600_000_000L)));
    }

    @Test
    void manyStrangersGetSomeLinesAMinuteAndTheOthersLater() {
        assertEquals(Admission.LINES_A_MINUTE, linesFor("10.1.0.", START));
        assertFalse(admission.isWorthALine(host("10.1.0.9"), START.plus(59_999_999)));
        assertTrue(admission.isWorthALine(host("10.1.0.9"), START.plus(60_000_000)));
    }

    private int linesFor(String net, HostMicros at) {
        int lines = 0;
        for (int i = 0; i < 100; i++) {
            lines += admission.isWorthALine(host(net + i), at) && i != 9 ? 1 : 0;
        }
        return lines;
    }

    private static InetAddress host(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notALiteral) {
            throw new AssertionError(notALiteral);
        }
    }
}
