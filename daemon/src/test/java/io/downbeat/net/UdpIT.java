package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.osc.Peer;
import io.downbeat.rig.AllowedHosts;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Datagrams by loopback. */
@Timeout(20)
class UdpIT {
    private static final HostClock CLOCK = new SystemHostClock();

    private final List<String> heard = new ArrayList<>();
    private final List<Peer> senders = new ArrayList<>();
    private UdpTransport transport = open(new ListenAddress("127.0.0.1", 0));
    private DatagramSocket client = socket();

    @BeforeEach
    void aClientThatDoesNotWaitForEver() throws IOException {
        client.setSoTimeout(10_000);
    }

    @AfterEach
    void close() {
        transport.close();
        client.close();
    }

    @Test
    void aDatagramArrivesWithItsSenderAndIsAnsweredThere() throws IOException {
        send(client, "hello");
        hear(1);
        transport.send(senders.getFirst(), bytes("welcome"));

        assertEquals(List.of("hello"), heard);
        assertEquals(Peer.parse("udp:127.0.0.1:" + client.getLocalPort()), senders.getFirst());
        assertEquals("welcome", received(client));
    }

    @Test
    void anIpv4SenderKeepsItsAddressOnADualStackSocket() throws IOException {
        transport.close();
        transport = open(new ListenAddress("", 0));
        send(client, "four");
        hear(1);

        assertEquals("127.0.0.1", senders.getFirst().host());
    }

    @Test
    void theOrderOfASenderIsKeptAndAtMostTheRequestedNumberIsRead() throws IOException {
        for (int i = 0; i < 10; i++) {
            send(client, "n" + i);
        }
        transport.await(HostMicros.NEVER);
        int taken = transport.read(3, 1_000, this::note);
        hear(10);

        assertTrue(taken <= 3);
        assertEquals("n0 n1 n2 n3 n4 n5 n6 n7 n8 n9", String.join(" ", heard));
    }

    @Test
    void aLaunchIsReadNextDuringAFloodOfAnotherSender() throws IOException {
        transport.close();
        transport = openAt(new ManualClock());
        try (DatagramSocket flood = socket()) {
            for (int n = 0; n < 400; n++) {
                send(flood, "flood");
            }
            send(client, "launch");
            hear(401, 10);
        }

        assertEquals(11, heard.indexOf("launch"));
    }

    @Test
    void datagramsThatWaitedWhileTheProgramWasSuspendedAreLate() throws IOException {
        transport.close();
        var clock = new ManualClock();
        transport = openAt(clock);
        clock.move(EarliestDatagramArrival.START_MICROS);
        transport.read(64, 1_000, this::note);
        send(client, "old");
        transport.await(clock.now().plus(1));
        clock.move(EarliestDatagramArrival.LIMIT_MICROS + 1);
        transport.read(64, 1_000, this::note);
        send(client, "new");
        while (heard.size() < 2) {
            transport.await(clock.now().plus(1));
            transport.read(64, 1_000, this::note);
        }

        assertEquals(List.of("old late", "new"), heard);
    }

    @Test
    void sendingToAClosedPortDoesNotStopReading() throws IOException {
        Peer nobody = Peer.parse("udp:127.0.0.1:" + portOfNobody());
        for (int i = 0; i < 20; i++) {
            transport.send(nobody, bytes("anyone?"));
        }
        send(client, "still here");
        hear(1);

        assertEquals(List.of("still here"), heard);
    }

    @Test
    void whatCannotBeSentIsCounted() {
        transport.send(Peer.parse("udp:no-such-host.invalid:9000"), bytes("x"));
        transport.send(Peer.parse("udp:127.0.0.1:9000"), ByteBuffer.allocate(70_000));

        assertEquals(2, transport.dropped());
    }

    @Test
    void wakingEndsAWaitEvenIfItComesFirst() throws InterruptedException {
        transport.wakeUp();
        transport.await(HostMicros.NEVER);

        Thread other = Thread.ofPlatform().start(transport::wakeUp);
        transport.await(HostMicros.NEVER);
        other.join();
    }

    @Test
    void aWaitEndsAtItsDeadlineAndNotBefore() {
        HostMicros until = CLOCK.now().plus(5_000);
        transport.await(until);

        assertTrue(CLOCK.now().since(until) >= 0);
    }

    @Test
    void aDatagramSeenBeforeItIsReadHasTheTimeWhenItWasSeen() throws IOException {
        send(client, "beat");
        var seen = new HostMicros(5);
        transport.await(HostMicros.NEVER);
        transport.poll(seen);
        transport.poll(new HostMicros(7));
        List<HostMicros> moments = new ArrayList<>();
        while (moments.isEmpty()) {
            transport.read(64, 1_000, (data, from, at, late) -> moments.add(at));
        }
        transport.read(64, 1_000, (data, from, at, late) -> moments.add(at));
        send(client, "another");
        hear(1);

        assertEquals(List.of(seen), moments);
        assertEquals(List.of("another"), heard);
    }

    @Test
    void aPollKeepsTheWakeUpForTheNextWait() {
        transport.wakeUp();
        transport.poll(CLOCK.now());
        transport.await(HostMicros.NEVER);
    }

    @Test
    void aPortInUseIsNamedWithTheOptionThatChoosesAnother() {
        ListenAddress taken = new ListenAddress("127.0.0.1", transport.port());

        PortUnavailableException refused =
                assertThrows(PortUnavailableException.class, () -> open(taken));

        assertEquals(
                "UDP port %d is in use: stop the program that has it, or choose another with"
                                .formatted(taken.port())
                        + " --osc-port",
                refused.getMessage());
    }

    @Test
    void anAddressOfAnotherMachineCannotBeBound() {
        PortUnavailableException refused =
                assertThrows(
                        PortUnavailableException.class,
                        () -> open(new ListenAddress("192.0.2.1", 0)));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("choose one with --bind"));
    }

    private static UdpTransport openAt(HostClock clock) {
        return UdpTransport.open(
                new ListenAddress("127.0.0.1", 0),
                clock,
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                new HostNames(clock));
    }

    private static UdpTransport open(ListenAddress listenAddress) {
        return UdpTransport.open(
                listenAddress,
                CLOCK,
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                new HostNames(CLOCK));
    }

    private void hear(int count) {
        hear(count, 64);
    }

    private void hear(int count, int mostAtOnce) {
        while (heard.size() < count) {
            transport.await(HostMicros.NEVER);
            transport.read(mostAtOnce, 1_000, this::note);
        }
    }

    private void note(ByteBuffer data, Peer from, HostMicros at, boolean late) {
        heard.add(UTF_8.decode(data) + (late ? " late" : ""));
        senders.add(from);
    }

    private void send(DatagramSocket from, String text) throws IOException {
        byte[] data = text.getBytes(UTF_8);
        InetAddress host = InetAddress.getLoopbackAddress();
        from.send(new DatagramPacket(data, data.length, host, transport.port()));
    }

    private static String received(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static int portOfNobody() {
        try (DatagramSocket once = socket()) {
            return once.getLocalPort();
        }
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
