package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPacket;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The receivers of all outputs: which packets arrived, when, and how large they were. */
final class RecordedPackets implements OutputStatusListener {

    /** One datagram: when it was sent, for which output, its content, and its size in bytes. */
    record Packet(HostMicros moment, int output, OscPacket said, int bytes) {}

    private final OscCodec codec = new OscCodec();
    private final List<Packet> packets = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, OutputStatus> statuses = new HashMap<>();
    private HostMicros now = new HostMicros(0);
    private int deaf;

    void nowIs(HostMicros moment) {
        now = moment;
    }

    /** From now on, sending to this output throws. */
    void breaks(int output) {
        deaf = output;
    }

    /** What the connection of an output knows of its receiver. */
    void status(int output, OutputStatus status) {
        statuses.put(output, status);
    }

    /** A connection for each output. */
    List<OutputConnection> connections(int outputs) {
        return IntStream.rangeClosed(1, outputs).mapToObj(this::connection).toList();
    }

    private OutputConnection connection(int output) {
        return new OutputConnection() {
            @Override
            public void send(ByteBuffer datagram) {
                heard(output, datagram);
            }

            @Override
            public OutputStatus status() {
                return statuses.getOrDefault(output, OutputStatus.OK);
            }

            @Override
            public void poll(HostMicros moment) {}
        };
    }

    private void heard(int output, ByteBuffer datagram) {
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
    public void onStatus(int output, OutputStatus status) {}

    @Override
    public void onFailure(int output, RuntimeException failure) {
        faults.add(output + " " + failure.getMessage());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** All packets since the last call. */
    List<Packet> taken() {
        List<Packet> all = List.copyOf(packets);
        packets.clear();
        return all;
    }

    /** The packets since the last call, one line each. */
    String text() {
        return taken().stream()
                .map(packet ->
                        BarBeatTimes.text(packet.moment)
                                + " ["
                                + packet.output
                                + "] "
                                + shown(packet.said))
                .collect(Collectors.joining("\n"));
    }

    /** Compares the packets since the last call: {@code 2.1 [1] /node/noise/level ,f 0.5}. */
    void were(String expected) {
        assertEquals(expected.strip(), text());
    }

    /** The messages of a packet, without the tag of an immediate bundle. */
    private static String shown(OscPacket packet) {
        String text = packet.toString();
        return packet instanceof OscBundle ? text.replace("#bundle immediate ", "") : text;
    }
}
