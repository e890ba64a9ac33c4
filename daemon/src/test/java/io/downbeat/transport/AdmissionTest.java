package io.downbeat.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.Access;
import io.downbeat.rig.AccessRule;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

class AdmissionTest {
    private static final HostMicros START = new HostMicros(-1_000);

    private static final ThisComputer COMPUTER = new ThisComputer(new Computer());

    private final Admission admission =
            new Admission(new Access(List.of(AccessRule.parse("192.168.1.0/24"))), COMPUTER);

    @Test
    void thisMachineIsAlwaysLetIn() {
        Admission nobody = new Admission(Access.LOOPBACK_ONLY, COMPUTER);

        assertTrue(nobody.admits(host("127.0.0.1"), "UDP", START));
        assertTrue(nobody.admits(host("127.8.9.10"), "UDP", START));
        assertTrue(nobody.admits(host("::1"), "UDP", START));
        assertFalse(nobody.admits(host("192.168.1.7"), "UDP", START));
    }

    @Test
    void thisMachineIsEachOfItsAddressesAlsoOneThatComesLater() {
        var source = new Computer();
        var computer = new ThisComputer(source);
        Admission nobody = new Admission(Access.LOOPBACK_ONLY, computer);
        assertFalse(nobody.admits(host("192.168.7.20"), "UDP", START));

        source.addresses = Set.of(host("192.168.7.20"), host("fe80::7"));
        computer.refresh();

        assertTrue(nobody.admits(host("192.168.7.20"), "UDP", START));
        assertTrue(nobody.admits(host("fe80::7%1"), "UDP", START));
        assertFalse(nobody.admits(host("192.168.7.21"), "UDP", START));
    }

    @Test
    void anAddressOfAnInterfaceOfThisMachineIsNoStranger() throws SocketException {
        Admission nobody = new Admission(Access.LOOPBACK_ONLY, ThisComputer.read());

        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .forEach(own -> assertTrue(nobody.admits(own, "UDP", START), own::toString));
    }

    @Test
    void whomARuleNamesIsLetIn() {
        assertTrue(admission.admits(host("192.168.1.7"), "TCP", START));
        assertFalse(admission.admits(host("192.168.2.7"), "TCP", START));
    }

    @Test
    void theRuleThatTheLogSuggestsIsTakenAndLetsTheHostIn() {
        for (String stranger : List.of("10.0.0.1", "fe80::7", "fe80::7%1", "2001:db8::1")) {
            String rule = Admission.rule(host(stranger));

            assertFalse(rule.contains("%"), rule);
            Access access = new Access(List.of(AccessRule.parse(rule)));
            assertTrue(access.admits(host(stranger)), rule);
        }
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

    /** A computer whose addresses a test sets. */
    private static final class Computer implements ThisComputer.Source {
        private Set<InetAddress> addresses = Set.of();

        @Override
        public Set<InetAddress> addresses() {
            return addresses;
        }

        @Override
        public Set<String> names() {
            return Set.of("stage");
        }
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
