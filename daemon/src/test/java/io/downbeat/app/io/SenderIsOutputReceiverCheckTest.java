package io.downbeat.app.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.net.HostNames;
import io.downbeat.net.ThisComputer;
import io.downbeat.osc.Peer;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

class SenderIsOutputReceiverCheckTest {

    private final SenderIsOutputReceiverCheck places =
            new SenderIsOutputReceiverCheck(
                    List.of(new Endpoint("127.0.0.1", 7000), new Endpoint("192.0.2.7", 8000)),
                    new HostNames(new SystemHostClock()),
                    ThisComputer.read());

    @Test
    void everyAddressOfThisComputerIsTheReceiverOnThisComputer() throws SocketException {
        List<InetAddress> own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .toList();
        assertFalse(own.isEmpty());
        for (InetAddress each : own) {
            assertTrue(places.isReceiver(at(each.getHostAddress(), 7000)), each::toString);
            assertFalse(places.isReceiver(at(each.getHostAddress(), 8000)), each::toString);
        }
    }

    @Test
    void anotherPortOrAnotherHostIsNotTheReceiver() {
        assertTrue(places.isReceiver(at("192.0.2.7", 8000)));
        assertFalse(places.isReceiver(at("192.0.2.7", 7000)));
        assertFalse(places.isReceiver(at("192.0.2.8", 8000)));
        assertTrue(places.isFrom(2, at("192.0.2.7", 7000)));
    }

    private static RequestSender at(String host, int port) {
        return new RequestSender(new Peer(Peer.Transport.UDP, host, port).toString());
    }
}
