package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends all present values to one receiver, one datagram each millisecond. A value is read when it
 * is sent, so that it never overwrites a newer one.
 */
final class ValueResend {

    private static final long PACE_MICROS = 1_000;

    private final DatagramPacker datagramPacker;
    private final MappedValues mappedValues;
    private HostMicros next = HostMicros.NEVER;
    private int parameter;

    ValueResend(DatagramPacker datagramPacker, MappedValues mappedValues) {
        this.datagramPacker = datagramPacker;
        this.mappedValues = mappedValues;
    }

    /** Begins with the first value. */
    void begin(HostMicros now) {
        parameter = 0;
        next = now;
    }

    void stop() {
        next = HostMicros.NEVER;
    }

    /** The first parameter of the next step. */
    int cursor() {
        return parameter;
    }

    /** When the next datagram is due; {@link HostMicros#NEVER} if all values have been sent. */
    HostMicros next() {
        return next;
    }

    /** The next values, as many as one bundle holds. Mapped values of the contract come last. */
    List<ByteBuffer> step(SessionView view, OutputMapping map, HostMicros now) {
        var writing = new EncodedMessages.Writing();
        boolean full = false;
        while (!full && parameter < map.parameters()) {
            full = !add(view, map, writing);
        }
        if (full) {
            next = now.plus(PACE_MICROS);
            return datagramPacker.packed(List.of(writing.done()), OscTimetag.IMMEDIATE);
        }
        stop();
        EncodedMessages mapped = EncodedMessages.of(mappedValues.all(view, now));
        return datagramPacker.packed(List.of(writing.done(), mapped), OscTimetag.IMMEDIATE);
    }

    /** Adds the next parameter; false if it does not fit. */
    private boolean add(SessionView view, OutputMapping map, EncodedMessages.Writing writing) {
        int size = writing.size();
        int count = writing.count();
        view.values()
                .value(parameter)
                .ifPresent(value -> map.encode(Snapshot.of(parameter, value), writing));
        if (size > 0 && writing.size() > DatagramPacker.ROOM) {
            writing.rewind(size, count);
            return false;
        }
        parameter++;
        return true;
    }
}
