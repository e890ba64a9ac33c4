package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.downbeat.link.peer.Measurement.Pending;
import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.LinkRounding;
import io.downbeat.link.wire.PingPong;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class MeasurementTest {

    private static final HostMicros BEGIN = new HostMicros(2_386_622_946L);

    private final Measurement measurement = new Measurement(CapturedPackets.MEASURED);

    @Test
    void aCapturedMeasurementIsMadeAgainByteForByte() {
        assertArrayEquals(CapturedPackets.PING_1, measurement.begin(BEGIN));
        assertArrayEquals(CapturedPackets.PING_2, heard(CapturedPackets.PONG_1, 2_386_623_175L));
        assertArrayEquals(CapturedPackets.PING_3, heard(CapturedPackets.PONG_2, 2_386_623_263L));

        assertArrayEquals(
                new double[] {-2_384_272_864.5, -2_384_272_802.0, -2_384_272_868.5},
                measurement.offsets());
    }

    @Test
    void aCapturedPingIsAnsweredByteForByte() {
        assertArrayEquals(CapturedPackets.PONG_1, pong(CapturedPackets.PING_1, 2_350_196));
        assertArrayEquals(CapturedPackets.PONG_2, pong(CapturedPackets.PING_2, 2_350_417));
    }

    @Test
    void upToThirtyTwoBytesOfPayloadAreReturnedUnchanged() {
        byte[] garbage = Arrays.copyOf(CapturedPackets.PING_1, 41);
        Arrays.fill(garbage, 9, 41, (byte) 'g');
        byte[] pong = pong(garbage, 1);
        assertEquals(73, pong.length);
        assertArrayEquals(Arrays.copyOfRange(garbage, 9, 41), Arrays.copyOfRange(pong, 41, 73));
        assertEquals(41, pong(Arrays.copyOf(garbage, 9), 1).length);
    }

    @Test
    void otherDatagramsAreNotAnswered() {
        byte[] tooLong = Arrays.copyOf(CapturedPackets.PING_1, 42);
        byte[] cut = Arrays.copyOf(CapturedPackets.PING_1, 8);
        byte[] version = CapturedPackets.PING_1.clone();
        version[7] = 2;
        for (byte[] other : List.of(tooLong, cut, version, CapturedPackets.PONG_1)) {
            assertFalse(PingPong.isPing(ByteBuffer.wrap(other)));
        }
    }

    @Test
    void theOffsetIsTheMedianRoundedAwayFromZero() {
        assertEquals(-2_384_272_800.5, Measurement.median(-2_384_272_979.0, -2_384_272_800.5, 0));
        assertEquals(2.5, Measurement.median(4, 2, 3, 1));
        assertEquals(-2_384_272_801L, LinkRounding.nearest(-2_384_272_800.5));
        assertEquals(3, LinkRounding.nearest(2.5));
        assertEquals(-3, LinkRounding.nearest(-2.5));
        assertEquals(-2, LinkRounding.nearest(-2.4));
    }

    @Test
    void fiftyOnePongsGiveAHundredAndOneSamples() {
        List<byte[]> pings = exchange(5_000_000, 120, 80);

        assertEquals(52, pings.size());
        assertEquals(101, measurement.offsets().length);
        Pending.Found found = assertInstanceOf(Pending.Found.class, measurement.pending());
        assertEquals(0.0, found.offset().micros() - 5e6, 40);
    }

    @Test
    void aFewLatePongsDoNotChangeTheOffset() {
        Measurement late = new Measurement(CapturedPackets.MEASURED);
        byte[] ping = late.begin(BEGIN);
        HostMicros now = BEGIN;
        for (int i = 0; late.pending() instanceof Pending.Asking; i++) {
            HostMicros answered = now.plus(100);
            now = answered.plus(i % 4 == 0 ? 20_000 : 100);
            ping =
                    late.onDatagram(ByteBuffer.wrap(pong(ping, answered.micros() + 777)), now)
                            .orElseThrow();
        }
        Pending.Found found = assertInstanceOf(Pending.Found.class, late.pending());
        assertEquals(0.0, found.offset().micros() - 777.0, 60);
    }

    @Test
    void withoutAnswerThereAreSixPings() {
        measurement.begin(BEGIN);
        List<Long> pings = new ArrayList<>(List.of(0L));
        while (measurement.pending() instanceof Pending.Asking) {
            HostMicros deadline = measurement.deadline();
            Optional<byte[]> ping = measurement.onTimeout(deadline);
            ping.ifPresent(bytes -> pings.add(deadline.since(BEGIN)));
        }
        assertEquals(List.of(0L, 50_000L, 100_000L, 150_000L, 200_000L, 250_000L), pings);
        assertInstanceOf(Pending.Failed.class, measurement.pending());
        assertEquals(300_000, measurement.deadline().since(BEGIN));
    }

    @Test
    void anAnswerFromAnotherSessionEndsIt() {
        new Measurement(CapturedPackets.name("another!")).begin(BEGIN);
        Measurement other = new Measurement(CapturedPackets.name("another!"));
        other.begin(BEGIN);
        other.onDatagram(ByteBuffer.wrap(CapturedPackets.PONG_1), BEGIN.plus(200));
        assertInstanceOf(Pending.Failed.class, other.pending());
    }

    @Test
    void otherDatagramsThanPongsAreIgnored() {
        measurement.begin(BEGIN);
        byte[] cut = Arrays.copyOf(CapturedPackets.PONG_1, 50);
        for (byte[] other :
                List.of(cut, CapturedPackets.PING_1, CapturedPackets.ALIVE, new byte[0])) {
            assertEquals(
                    Optional.empty(),
                    measurement.onDatagram(ByteBuffer.wrap(other), BEGIN.plus(9)));
        }
        assertInstanceOf(Pending.Asking.class, measurement.pending());
    }

    @Test
    void aPeerThatAnswersWithoutDataIsGivenUp() {
        byte[] ping = measurement.begin(BEGIN);
        int answers = 0;
        while (measurement.pending() instanceof Pending.Asking) {
            heard(pong(ping, 0), BEGIN.micros());
            answers++;
        }
        assertInstanceOf(Pending.Failed.class, measurement.pending());
        assertEquals(501, answers);
    }

    @Test
    void anAbsurdOffsetIsRejected() {
        exchange(Long.MAX_VALUE / 2, 10, 10);
        assertInstanceOf(Pending.Failed.class, measurement.pending());
    }

    /** A whole measurement of a clock that is so far ahead, over a way of so many microseconds. */
    private List<byte[]> exchange(long ahead, long there, long back) {
        List<byte[]> pings = new ArrayList<>(List.of(measurement.begin(BEGIN)));
        HostMicros now = BEGIN;
        while (measurement.pending() instanceof Pending.Asking) {
            byte[] pong = pong(pings.getLast(), now.micros() + there + ahead);
            now = now.plus(there + back);
            measurement.onDatagram(ByteBuffer.wrap(pong), now).ifPresent(pings::add);
        }
        return pings;
    }

    private byte[] heard(byte[] pong, long at) {
        return measurement
                .onDatagram(ByteBuffer.wrap(pong), new HostMicros(at))
                .orElseGet(() -> new byte[0]);
    }

    private static byte[] pong(byte[] ping, long ghost) {
        ByteBuffer out = ByteBuffer.allocate(DiscoveryCodec.TOO_LONG);
        ByteBuffer in = ByteBuffer.wrap(ping);
        PingPong.pong(in, CapturedPackets.MEASURED, new GhostMicros(ghost), out);
        return Arrays.copyOf(out.array(), out.position());
    }
}
