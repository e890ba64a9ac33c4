package io.downbeat.output;

import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The way out of one output, on which a receiver with a positive offset is kept back as a whole: a
 * hand's write never overtakes the launch before it. Not thread safe.
 */
final class Line {

    /** A datagram on its way, and the moment it leaves. */
    private record Leaving(HostMicros moment, ByteBuffer datagram) {}

    private final int output;
    private final List<Leaving> waiting = new ArrayList<>();

    Line(int output) {
        this.output = output;
    }

    /** Sends what may leave by {@code now}, behind all that was to leave no later. */
    void send(List<ByteBuffer> datagrams, HostMicros moment, HostMicros now, OutputPort port) {
        if (waiting.isEmpty() && !moment.isAfter(now)) {
            for (ByteBuffer datagram : datagrams) {
                port.send(output, datagram);
            }
            return;
        }
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).moment.isAfter(moment)) {
            place--;
        }
        for (ByteBuffer datagram : datagrams) {
            waiting.add(place++, new Leaving(moment, datagram));
        }
        sendDue(now, port);
    }

    void sendDue(HostMicros now, OutputPort port) {
        int due = 0;
        while (due < waiting.size() && !waiting.get(due).moment.isAfter(now)) {
            port.send(output, waiting.get(due).datagram);
            due++;
        }
        waiting.subList(0, due).clear();
    }

    /** The moment at which the next datagram leaves; {@link HostMicros#NEVER} if none waits. */
    HostMicros next() {
        return waiting.isEmpty() ? HostMicros.NEVER : waiting.getFirst().moment;
    }

    /** All that waits leaves so much later. */
    void moveBy(long micros) {
        waiting.replaceAll(one -> new Leaving(one.moment.plus(micros), one.datagram));
    }

    void clear() {
        waiting.clear();
    }
}
