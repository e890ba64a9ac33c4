package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * All present values for one receiver, a datagram's worth each millisecond. Every value is read
 * when it goes, so that none is older than what a hand sent in between. Not thread safe.
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

    /** Begins with the first value, at {@code now}. */
    void begin(HostMicros now) {
        parameter = 0;
        next = now;
    }

    void stop() {
        next = HostMicros.NEVER;
    }

    /** The first parameter that the next step sends. */
    int cursor() {
        return parameter;
    }

    /** When there is more to send; {@link HostMicros#NEVER} at the end. */
    HostMicros next() {
        return next;
    }

    /** The next values, as many as one bundle holds; the mapped ones of the contract come last. */
    List<ByteBuffer> step(SessionView view, OutputMapping map, HostMicros now) {
        var writing = new EncodedMessages.Writing();
        boolean full = false;
        while (!full && parameter < map.parameters()) {
            full = !add(view, map, writing);
        }
        if (full) {
            next = now.plus(PACE_MICROS);
            return datagramPacker.whole(List.of(writing.done()), OscTimetag.IMMEDIATE);
        }
        stop();
        EncodedMessages mapped = EncodedMessages.of(mappedValues.all(view, now));
        return datagramPacker.whole(List.of(writing.done(), mapped), OscTimetag.IMMEDIATE);
    }

    /** Adds the next parameter; false if it does not fit behind what is there. */
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
