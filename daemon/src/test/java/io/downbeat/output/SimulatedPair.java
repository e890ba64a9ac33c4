package io.downbeat.output;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.time.HostMicros;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Simulates two programs on one host, each the only output of the other, and a network between them
 * that delays each datagram.
 */
final class SimulatedPair {

    /** The sides are 0 and 1. */
    private record Due(HostMicros at, long number, int side, Consumer<OutputScenario> what) {}

    private final OutputScenario[] sides;
    private final int[] sent = new int[2];
    private final LongSupplier delayMicros;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private HostMicros now = BarBeatTimes.moment("1.1");
    private HostMicros lastSent = now;
    private long number;

    /**
     * @param first what the rig files say of the output of each side
     * @param delayMicros the delay of the next datagram
     */
    SimulatedPair(
            GraphFileContents session, String first, String second, LongSupplier delayMicros) {
        this.sides =
                new OutputScenario[] {
                    OutputScenario.with(
                            session, OutputScenario.rig("initial = false\n" + first), 1),
                    OutputScenario.with(
                            session, OutputScenario.rig("initial = false\n" + second), 2)
                };
        this.delayMicros = delayMicros;
        for (OutputScenario side : sides) {
            side.start();
        }
    }

    OutputScenario side(int side) {
        return sides[side];
    }

    /** Performs an action at one side, at a time after the start. */
    void at(long micros, int side, Consumer<OutputScenario> what) {
        due.add(new Due(BarBeatTimes.moment("1.1").plus(micros), number++, side, what));
    }

    /** Lets time pass until a time after the start. */
    void runTo(long micros) {
        HostMicros end = BarBeatTimes.moment("1.1").plus(micros);
        while (true) {
            HostMicros next = sides[0].wake().orEarlier(sides[1].wake());
            Due first = due.peek();
            next = first == null ? next : next.orEarlier(first.at());
            if (next.isAfter(end)) {
                break;
            }
            now = next.orLater(now);
            passTime();
            while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
                Due one = due.remove();
                one.what().accept(sides[one.side()]);
                relay();
            }
        }
        now = end;
        passTime();
    }

    private void passTime() {
        for (OutputScenario side : sides) {
            side.playTo(now);
        }
        relay();
    }

    private void relay() {
        for (int from = 0; from < 2; from++) {
            String sender = "udp:127.0.0.1:4000" + from;
            int to = 1 - from;
            for (RecordedPackets.Packet packet : sides[from].heard.taken()) {
                HostMicros arrives = packet.moment().plus(delayMicros.getAsLong()).orLater(now);
                due.add(
                        new Due(
                                arrives,
                                number++,
                                to,
                                side -> deliver(packet.said(), sender, side)));
                sent[from]++;
                lastSent = packet.moment();
            }
        }
    }

    private static void deliver(OscPacket packet, String from, OutputScenario to) {
        switch (packet) {
            case OscBundle bundle -> bundle.packets().forEach(one -> deliver(one, from, to));
            case OscMessage message -> deliver(message, from, to);
        }
    }

    private static void deliver(OscMessage message, String from, OutputScenario to) {
        List<String> parts = List.of(message.address().split("/"));
        if (parts.get(1).equals("scene")) {
            to.comes(from, scene(Integer.parseInt(parts.get(2))));
        } else if (parts.get(1).equals("tempo")) {
            to.comesTempo(from, message.arguments().getFirst().number().orElseThrow());
        } else {
            OscArgument value = message.arguments().getFirst();
            to.comes(
                    from,
                    SenderRelationToReceiver.SAME_HOST,
                    parts.get(2) + "/" + parts.get(3),
                    value.number().orElseThrow());
        }
    }

    /** A launch of a scene by the quantization of the session. */
    static Command scene(int scene) {
        return new Command.LaunchScene(ObjectReference.position(scene), Optional.empty());
    }

    /** How many datagrams a side has sent. */
    int sent(int side) {
        return sent[side];
    }

    /** When the last datagram was sent, in microseconds after the start. */
    long lastSentMicros() {
        return lastSent.since(BarBeatTimes.moment("1.1"));
    }
}
