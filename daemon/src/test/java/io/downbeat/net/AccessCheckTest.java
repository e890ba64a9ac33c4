package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.AccessRule;
import io.downbeat.rig.AllowedHosts;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

class AccessCheckTest {
    private static final HostMicros START = new HostMicros(-1_000);

    private static final ThisComputer COMPUTER = new ThisComputer(new Computer());

    private final AccessCheck accessCheck =
            new AccessCheck(
                    new AllowedHosts(List.of(AccessRule.parse("192.168.1.0/24"))), COMPUTER);

    @Test
    void thisComputerIsAlwaysAllowed() {
        AccessCheck nobody = new AccessCheck(AllowedHosts.LOOPBACK_ONLY, COMPUTER);

        assertTrue(nobody.admits(host("127.0.0.1"), "UDP", START));
        assertTrue(nobody.admits(host("127.8.9.10"), "UDP", START));
        assertTrue(nobody.admits(host("::1"), "UDP", START));
        assertFalse(nobody.admits(host("192.168.1.7"), "UDP", START));
    }

    @Test
    void addressesAddedLaterBelongToThisComputerToo() {
        var source = new Computer();
        var computer = new ThisComputer(source);
        AccessCheck nobody = new AccessCheck(AllowedHosts.LOOPBACK_ONLY, computer);
        assertFalse(nobody.admits(host("192.168.7.20"), "UDP", START));

        source.addresses = Set.of(host("192.168.7.20"), host("fe80::7"));
        computer.refresh();

        assertTrue(nobody.admits(host("192.168.7.20"), "UDP", START));
        assertTrue(nobody.admits(host("fe80::7%1"), "UDP", START));
        assertFalse(nobody.admits(host("192.168.7.21"), "UDP", START));
    }

    @Test
    void everyInterfaceAddressOfThisComputerIsAllowed() throws SocketException {
        AccessCheck nobody = new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read());

        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .forEach(own -> assertTrue(nobody.admits(own, "UDP", START), own::toString));
    }

    @Test
    void aHostOfARuleIsAllowed() {
        assertTrue(accessCheck.admits(host("192.168.1.7"), "TCP", START));
        assertFalse(accessCheck.admits(host("192.168.2.7"), "TCP", START));
    }

    @Test
    void theRuleSuggestedByTheLogAllowsTheHost() {
        for (String stranger : List.of("10.0.0.1", "fe80::7", "fe80::7%1", "2001:db8::1")) {
            String rule = AccessCheck.rule(host(stranger));

            assertFalse(rule.contains("%"), rule);
            AllowedHosts allowedHosts = new AllowedHosts(List.of(AccessRule.parse(rule)));
            assertTrue(allowedHosts.admits(host(stranger)), rule);
        }
    }

    @Test
    void aRefusedHostIsLoggedOnce() {
        assertTrue(accessCheck.shouldLog(host("10.0.0.1"), START));
        assertFalse(accessCheck.shouldLog(host("10.0.0.1"), START.plus(1)));
        assertFalse(accessCheck.shouldLog(host("10.0.0.1"), START.plus(3_600_000_000L)));
    }

    @Test
    void refusedHostsAreLoggedAtALimitedRate() {
        assertEquals(AccessCheck.LINES_A_MINUTE, linesFor("10.1.0.", START));
        assertFalse(accessCheck.shouldLog(host("10.1.0.9"), START.plus(59_999_999)));
        assertTrue(accessCheck.shouldLog(host("10.1.0.9"), START.plus(60_000_000)));
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
            lines += accessCheck.shouldLog(host(net + i), at) && i != 9 ? 1 : 0;
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
