package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

class OwnUdpPortCheckTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 127.0.0.1, true",
        "0.0.0.0, 127.9.9.9, true",
        "0.0.0.0, ::1, true",
        "0.0.0.0, ::ffff:127.0.0.1, true",
        "0.0.0.0, 0.0.0.0, true",
        "0.0.0.0, 10.1.2.3, true",
        "0.0.0.0, fe80::1, true",
        "0.0.0.0, 10.1.2.255, true",
        "0.0.0.0, 10.1.2.4, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 0.0.0.0, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.1, 10.1.2.3, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 127.0.0.1, false",
    })
    void onlyItsOwnAddressesAndPortsAreTheProgramsOwn(String bound, String address, boolean own)
            throws UnknownHostException {
        var port =
                new OwnUdpPortCheck(
                        InetAddress.getByName(bound),
                        9120,
                        computer("10.1.2.3", "fe80::1"),
                        Set.of(InetAddress.getByName("10.1.2.255")));

        assertEquals(own, port.isAt(InetAddress.getByName(address), 9120));
        assertEquals(false, port.isAt(InetAddress.getByName(address), 9121));
    }

    private static ThisComputer computer(String... addresses) throws UnknownHostException {
        Set<InetAddress> all =
                Set.of(InetAddress.getByName(addresses[0]), InetAddress.getByName(addresses[1]));
        return new ThisComputer(
                new ThisComputer.Source() {
                    @Override
                    public Set<InetAddress> addresses() {
                        return all;
                    }

                    @Override
                    public Set<String> names() {
                        return Set.of();
                    }
                });
    }
}
