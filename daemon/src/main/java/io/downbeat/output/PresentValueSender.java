package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * Sends present values to one receiver, all of them or some, one datagram each millisecond. A value
 * is read when it is sent, so that it never overwrites a newer one.
 */
final class PresentValueSender {

    /** The time between two datagrams. */
    private static final long INTERVAL_MICROS = 1_000;

    private final DatagramPacker datagramPacker;
    private final ChangedContractValueSender mappedValues;
    private final BitSet due = new BitSet();
    private final BitSet sent = new BitSet();
    private boolean mappedDue;
    private HostMicros next = HostMicros.NEVER;

    PresentValueSender(DatagramPacker datagramPacker, ChangedContractValueSender mappedValues) {
        this.datagramPacker = datagramPacker;
        this.mappedValues = mappedValues;
    }

    /** Sends all values of a map, from the first one on. */
    void begin(OutputMapping map, HostMicros now) {
        due.set(0, map.parameterNumbers());
        mappedDue = true;
        next = now;
    }

    /** Sends the values of these parameters too. */
    void add(BitSet parameters, HostMicros now) {
        if (!parameters.isEmpty()) {
            due.or(parameters);
            next = next.orEarlier(now);
        }
    }

    void stop() {
        due.clear();
        mappedDue = false;
        next = HostMicros.NEVER;
    }

    /** The parameters of the datagram that {@link #nextDatagrams} returned last. */
    BitSet sent() {
        return sent;
    }

    /** When the next datagram is due; {@link HostMicros#NEVER} if all values have been sent. */
    HostMicros next() {
        return next;
    }

    /** The next values, as many as one bundle holds. Mapped values of the contract come last. */
    List<ByteBuffer> nextDatagrams(SessionView view, OutputMapping map, HostMicros now) {
        var encoder = new EncodedMessages.Encoder();
        sent.clear();
        boolean full = false;
        for (int parameter = due.nextSetBit(0);
                parameter >= 0 && !full;
                parameter = due.nextSetBit(parameter)) {
            full = !add(parameter, view, map, encoder);
        }
        if (full) {
            next = now.plus(INTERVAL_MICROS);
            return datagramPacker.packed(List.of(encoder.build()), OscTimetag.IMMEDIATE);
        }
        EncodedMessages mapped =
                EncodedMessages.of(mappedDue ? mappedValues.allMessages(view, now) : List.of());
        stop();
        return datagramPacker.packed(List.of(encoder.build(), mapped), OscTimetag.IMMEDIATE);
    }

    /** Adds a parameter; false if it does not fit. */
    private boolean add(
            int parameter, SessionView view, OutputMapping map, EncodedMessages.Encoder encoder) {
        int size = encoder.size();
        int count = encoder.count();
        view.values()
                .value(parameter)
                .ifPresent(value -> map.encode(ParameterValueList.of(parameter, value), encoder));
        if (size > 0 && encoder.size() > DatagramPacker.BUNDLE_ROOM) {
            encoder.rewind(size, count);
            return false;
        }
        due.clear(parameter);
        sent.set(parameter);
        return true;
    }
}
