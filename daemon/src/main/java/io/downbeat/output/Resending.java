package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * All present values for one receiver, a datagram's worth each millisecond. Every value is read
 * when it goes, so that none is older than what a hand sent in between. Not thread safe.
 */
final class Resending {

    private static final long PACE_MICROS = 1_000;

    private final Packing packing;
    private final ValueMaps valueMaps;
    private HostMicros next = HostMicros.NEVER;
    private int parameter;

    Resending(Packing packing, ValueMaps valueMaps) {
        this.packing = packing;
        this.valueMaps = valueMaps;
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
    List<ByteBuffer> step(SessionView view, OutputMap map, HostMicros now) {
        var writing = new Elements.Writing();
        boolean full = false;
        while (!full && parameter < map.parameters()) {
            full = !add(view, map, writing);
        }
        if (full) {
            next = now.plus(PACE_MICROS);
            return packing.whole(List.of(writing.done()), OscTimetag.IMMEDIATE);
        }
        stop();
        Elements mapped = Elements.of(valueMaps.all(view, now));
        return packing.whole(List.of(writing.done(), mapped), OscTimetag.IMMEDIATE);
    }

    /** Adds the next parameter; false if it does not fit behind what is there. */
    private boolean add(SessionView view, OutputMap map, Elements.Writing writing) {
        int size = writing.size();
        int count = writing.count();
        view.values()
                .value(parameter)
                .ifPresent(value -> map.encode(Snapshot.of(parameter, value), writing));
        if (size > 0 && writing.size() > Packing.ROOM) {
            writing.rewind(size, count);
            return false;
        }
        parameter++;
        return true;
    }
}
