package io.downbeat.link.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.peer.CapturedPackets;
import io.downbeat.link.wire.DiscoveryMessage.Alive;
import io.downbeat.link.wire.DiscoveryMessage.ByeBye;
import io.downbeat.link.wire.DiscoveryMessage.Response;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

class DiscoveryCodecTest {

    private static final NodeId FOUNDER = CapturedPackets.name("_vm:mwf[");
    private static final LinkInterfaceAddress IPV4 = gateway("10.99.0.2", 0);
    private static final LinkInterfaceAddress IPV6 = gateway("fe80::1", 7);

    @Test
    void anAliveMessageOfLinkHutIsReadAndWrittenIdentically() {
        PeerState state = state(CapturedPackets.ALIVE);

        assertEquals(FOUNDER, state.node());
        assertEquals(FOUNDER, state.session());
        assertEquals(
                new SessionTimeline(500_000, Beats.micro(149_440), GhostMicros.ZERO),
                state.timeline());
        assertEquals(StartStop.NONE, state.startStop());
        assertEquals(Optional.of(new InetSocketAddress("10.99.0.1", 36_731)), state.pingAt());
        assertArrayEquals(CapturedPackets.ALIVE, DiscoveryCodec.alive(state));
    }

    @Test
    void aResponseOfAMemberIsReadAndWrittenIdentically() {
        Response response = assertInstanceOf(Response.class, read(CapturedPackets.RESPONSE));
        PeerState state = response.state().orElseThrow();

        assertEquals("Ysi*AD&L", state.node().toString());
        assertEquals("x3!e'-?O", state.session().toString());
        assertEquals(93.00004, 60e6 / state.timeline().microsPerBeat(), 1e-5);
        assertEquals(5, response.ttlSeconds());
        assertArrayEquals(CapturedPackets.RESPONSE, DiscoveryCodec.response(state));
    }

    @Test
    void aStartIsReadAndWrittenIdentically() {
        PeerState state = state(CapturedPackets.START);

        assertEquals(
                new StartStop(true, Beats.micro(8_000_001), new GhostMicros(3_154_958)),
                state.startStop());
        assertArrayEquals(CapturedPackets.START, DiscoveryCodec.alive(state));
    }

    @Test
    void aByeByeIsReadAndWrittenIdentically() {
        assertEquals(new ByeBye(FOUNDER), read(CapturedPackets.BYEBYE));
        assertArrayEquals(CapturedPackets.BYEBYE, DiscoveryCodec.byebye(FOUNDER));
    }

    @Test
    void anIpv6AliveReceivedOverIpv4HasNoMeasurementEndpoint() {
        PeerState state = state(CapturedPackets.ALIVE_V6);

        assertEquals(121_042, state.timeline().beatOrigin().micro());
        assertEquals(Optional.empty(), state.pingAt());
    }

    @Test
    @Tag("LINK-1")
    void anIpv6EndpointGetsTheInterfaceItWasReceivedOn() throws UnknownHostException {
        PeerState state = state(CapturedPackets.ALIVE_V6, IPV6);

        InetSocketAddress place = state.pingAt().orElseThrow();
        var address = assertInstanceOf(Inet6Address.class, place.getAddress());
        assertEquals(InetAddress.getByName("fe80::34c8:a6ff:fed0:b747"), address);
        assertEquals(7, address.getScopeId());
        assertEquals(52_499, place.getPort());
        assertArrayEquals(CapturedPackets.ALIVE_V6, DiscoveryCodec.alive(state));
    }

    @Test
    void ofTwoEndpointsTheOneOfTheReceivingNetworkIsUsed() {
        byte[] v6 = Arrays.copyOfRange(CapturedPackets.ALIVE_V6, 93, 119);
        byte[] both = joined(CapturedPackets.ALIVE, v6);

        assertEquals(52_499, state(both, IPV6).pingAt().orElseThrow().getPort());
        assertEquals(state(CapturedPackets.ALIVE).pingAt(), state(both).pingAt());
    }

    @Test
    void aGatewayAcceptsItsOwnAddressFamilyAndInterface() {
        LinkInterfaceAddress elsewhere = gateway("fe80::2", 8);
        assertTrue(IPV4.receivesFrom(gateway("10.1.2.3", 0).pingAt().getAddress()));
        assertTrue(IPV6.receivesFrom(gateway("fe80::9", 7).pingAt().getAddress()));
        assertFalse(IPV6.receivesFrom(elsewhere.pingAt().getAddress()));
        assertFalse(IPV4.receivesFrom(elsewhere.pingAt().getAddress()));
        assertFalse(IPV6.receivesFrom(IPV4.pingAt().getAddress()));
    }

    @Test
    void unknownEntriesAreSkipped() {
        PeerState state = state(CapturedPackets.ALIVE_AUDIO);

        assertEquals(Optional.of(new InetSocketAddress("10.99.0.1", 51_084)), state.pingAt());
        byte[] empty = CapturedPackets.bytes("78787878 00000000");
        byte[] large = CapturedPackets.bytes("78787878 00000064", "00".repeat(100));
        assertEquals(
                state(CapturedPackets.ALIVE), state(joined(CapturedPackets.ALIVE, empty, large)));
    }

    @Test
    void missingEntriesAreZero() {
        PeerState said = state(Arrays.copyOf(CapturedPackets.ALIVE, 68));

        assertEquals(FOUNDER, said.session());
        assertEquals(StartStop.NONE, said.startStop());
        assertEquals(Optional.empty(), said.pingAt());
        assertEquals(0, state(Arrays.copyOf(CapturedPackets.ALIVE, 20)).timeline().microsPerBeat());
    }

    @Test
    void aTruncatedAliveMessageGivesOnlyItsSender() {
        for (int length = 21; length < CapturedPackets.ALIVE.length; length++) {
            boolean isWhole = length == 52 || length == 68 || length == 93;
            Alive alive =
                    assertInstanceOf(
                            Alive.class, read(Arrays.copyOf(CapturedPackets.ALIVE, length)));
            assertEquals(isWhole, alive.state().isPresent(), "cut to " + length);
            assertEquals(FOUNDER, alive.node());
        }
    }

    @Test
    void aKnownEntryOfAnotherSizeMakesTheMessageUnreadable() {
        byte[] wrong = CapturedPackets.bytes("73657373 00000004 00000000");
        byte[] beyond = CapturedPackets.bytes("78787878 7fffffff");
        byte[] negative = CapturedPackets.bytes("78787878 ffffffff");
        for (byte[] end : new byte[][] {wrong, beyond, negative, {0}}) {
            DiscoveryMessage read = read(joined(CapturedPackets.ALIVE, end));
            assertEquals(Optional.empty(), assertInstanceOf(Alive.class, read).state());
        }
    }

    @Test
    void otherProtocolsVersionsTypesAndGroupsAreIgnored() {
        for (int at : new int[] {0, 6, 7, 8, 10, 11}) {
            byte[] other = CapturedPackets.ALIVE.clone();
            other[at] = (byte) (other[at] + 7);
            assertTrue(DiscoveryCodec.read(ByteBuffer.wrap(other), IPV4).isEmpty(), "byte " + at);
        }
        for (int length = 0; length < 20; length++) {
            byte[] cut = Arrays.copyOf(CapturedPackets.ALIVE, length);
            assertTrue(DiscoveryCodec.read(ByteBuffer.wrap(cut), IPV4).isEmpty());
        }
        byte[] tooLong = Arrays.copyOf(CapturedPackets.ALIVE, 512);
        assertTrue(DiscoveryCodec.read(ByteBuffer.wrap(tooLong), IPV4).isEmpty());
    }

    @Test
    void unreachableEndpointsAreIgnored() {
        for (String at : new String[] {"00000000 8f7b", "e04c4e4b 8f7b", "0a630001 0000"}) {
            byte[] entry = CapturedPackets.bytes("6d657034 00000006 " + at);
            byte[] alive = joined(Arrays.copyOf(CapturedPackets.ALIVE, 93), entry);
            assertEquals(Optional.empty(), state(alive).pingAt());
        }
    }

    @Test
    void damagedDatagramsNeverThrow() {
        Random dice = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(CapturedPackets.START, dice.nextInt(8, 140));
            for (int hits = dice.nextInt(6); hits > 0; hits--) {
                damaged[dice.nextInt(8, damaged.length + 1) - 1] = (byte) dice.nextInt();
            }
            DiscoveryCodec.read(ByteBuffer.wrap(damaged), IPV4);
            PingPong.readPong(ByteBuffer.wrap(damaged));
        }
    }

    private static LinkInterfaceAddress gateway(String address, int scope) {
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            InetAddress own =
                    scope == 0
                            ? InetAddress.getByAddress(octets)
                            : Inet6Address.getByAddress(null, octets, scope);
            return new LinkInterfaceAddress(new InetSocketAddress(own, 50_000));
        } catch (UnknownHostException neverForNumbers) {
            throw new IllegalStateException(neverForNumbers);
        }
    }

    private static DiscoveryMessage read(byte[] datagram) {
        return DiscoveryCodec.read(ByteBuffer.wrap(datagram), IPV4).orElseThrow();
    }

    private static PeerState state(byte[] alive, LinkInterfaceAddress at) {
        DiscoveryMessage read = DiscoveryCodec.read(ByteBuffer.wrap(alive), at).orElseThrow();
        return assertInstanceOf(Alive.class, read).state().orElseThrow();
    }

    private static PeerState state(byte[] alive) {
        return assertInstanceOf(Alive.class, read(alive)).state().orElseThrow();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
