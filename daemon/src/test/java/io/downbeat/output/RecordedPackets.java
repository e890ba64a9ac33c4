package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPacket;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The far end of every output: what came, when, and how large it was. */
final class RecordedPackets implements OutputDatagramSender {

    /** One datagram: when it left, for which output, what it said, in how many bytes. */
    record Packet(HostMicros moment, int output, OscPacket said, int bytes) {}

    private final OscCodec codec = new OscCodec();
    private final List<Packet> packets = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private HostMicros now = new HostMicros(0);
    private int deaf;

    void nowIs(HostMicros moment) {
        now = moment;
    }

    /** From now on, sending to this output throws. */
    void breaks(int output) {
        deaf = output;
    }

    @Override
    public void send(int output, ByteBuffer datagram) {
        if (output == deaf) {
            throw new IllegalStateException("broken");
        }
        int bytes = datagram.remaining();
        try {
            packets.add(new Packet(now, output, codec.decode(datagram), bytes));
        } catch (OscFormatException e) {
            throw new AssertionError("output " + output + " was sent what is not OSC", e);
        }
    }

    @Override
    public void failed(int output, RuntimeException why) {
        faults.add(output + " " + why.getMessage());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** All packets since the last look. */
    List<Packet> taken() {
        List<Packet> all = List.copyOf(packets);
        packets.clear();
        return all;
    }

    /** Compares what was heard since the last look: {@code 2.1 [1] /node/noise/level ,f 0.5}. */
    void were(String expected) {
        String heard =
                taken().stream()
                        .map(packet ->
                                BarBeatTimes.text(packet.moment)
                                        + " ["
                                        + packet.output
                                        + "] "
                                        + shown(packet.said))
                        .collect(Collectors.joining("\n"));
        assertEquals(expected.strip(), heard);
    }

    /** Immediate bundles without their tag, the messages in a row. */
    private static String shown(OscPacket packet) {
        String text = packet.toString();
        return packet instanceof OscBundle ? text.replace("#bundle immediate ", "") : text;
    }
}
