package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.LiveValues;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Sends the frames of fades to one receiver, one datagram at a time.
 *
 * <pre>
 *   frame: these parameters have moved --> all their datagrams are due --> step: fill one, send it
 *             the same parameters as before: nothing is encoded
 *             other parameters: encoded; values that only the former frame has are sent first
 * </pre>
 *
 * <p>A value is read when its datagram leaves. So a new frame replaces what an earlier one has not
 * sent yet, the last frame of a fade always arrives, and no frame undoes a value that a client or a
 * launch has set in between.
 */
final class FadeFrameSender {

    private static final double MICROS_PER_SECOND = 1e6;

    /** A frame that comes too soon after another one is delayed by at most this. */
    private static final long LONGEST_FRAME_DELAY_MICROS = 33_333;

    private final DatagramPacker datagramPacker;
    private final long periodMicros;
    private final BitSet collected = new BitSet();
    private int[] movedParameters = new int[16];
    private int movedCount;
    private boolean hasArrivals;
    private int[] encodedParameters = new int[0];
    private List<FadeValuesDatagram> datagrams = List.of();
    private final BitSet due = new BitSet();
    private int cursor;
    private int lastSent = -1;
    private HostMicros dueAt = HostMicros.NEVER;
    private HostMicros nextFrame = new HostMicros(Long.MIN_VALUE);

    /**
     * @param hertz the most frames in a second
     */
    FadeFrameSender(DatagramPacker datagramPacker, double hertz) {
        this.datagramPacker = datagramPacker;
        this.periodMicros = Math.round(MICROS_PER_SECOND / hertz);
    }

    /**
     * Adds the parameters that have moved in this turn.
     *
     * @param arrived true if they have reached their targets: these values are not delayed
     */
    void addMoved(ParameterValueList values, boolean arrived) {
        hasArrivals |= arrived;
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            if (!collected.get(parameter)) {
                collected.set(parameter);
                if (movedCount == movedParameters.length) {
                    movedParameters = Arrays.copyOf(movedParameters, movedCount * 2);
                }
                movedParameters[movedCount++] = parameter;
            }
        }
    }

    /** Ends a turn: what has moved is due, unless a frame has just been sent. */
    void endTurn(OutputMapping map, Graph graph, HostMicros now) {
        if (movedCount == 0) {
            return;
        }
        if (!Arrays.equals(
                movedParameters, 0, movedCount, encodedParameters, 0, encodedParameters.length)) {
            encode(map, graph);
            nextFrame = now.plus(periodMicros);
            dueAt = now;
        } else if (!hasArrivals && now.plus(periodMicros / 2).isBefore(nextFrame)) {
            boolean late = !due.isEmpty() && !dueAt.isAfter(now);
            dueAt = late ? dueAt : now.plus(LONGEST_FRAME_DELAY_MICROS);
        } else {
            nextFrame = nextFrame.plus(periodMicros).orLater(now.plus(periodMicros / 2));
            dueAt = now;
        }
        due.set(0, datagrams.size());
        collected.clear();
        movedCount = 0;
        hasArrivals = false;
    }

    /** When the next datagram is due, or never. */
    HostMicros next() {
        return due.isEmpty() ? HostMicros.NEVER : dueAt;
    }

    /**
     * The next datagram that is due, with the present values; empty if none is.
     *
     * @param withheld parameters that must not be sent yet
     */
    List<ByteBuffer> nextDatagram(LiveValues values, BitSet withheld, HostMicros now) {
        for (int tried = due.cardinality(); tried > 0; tried--) {
            int datagram = due.nextSetBit(cursor);
            if (datagram < 0) {
                datagram = due.nextSetBit(0);
            }
            cursor = datagram + 1;
            if (withheld.isEmpty() || !datagrams.get(datagram).containsAny(withheld)) {
                due.clear(datagram);
                lastSent = datagram;
                return datagrams.get(datagram).encoded(values);
            }
        }
        dueAt = now.plus(LONGEST_FRAME_DELAY_MICROS);
        return List.of();
    }

    /** Adds the parameters of the datagram that {@link #nextDatagram} returned last. */
    void addSentParameters(BitSet parameters) {
        if (lastSent >= 0 && lastSent < datagrams.size()) {
            datagrams.get(lastSent).addTo(parameters);
        }
    }

    /** Encodes what is still due again, because the mapping has changed. */
    void remap(OutputMapping map, Graph graph) {
        encode(map, graph);
        due.set(0, datagrams.size());
        encodedParameters = new int[0];
    }

    /** Forgets all frames. */
    void clear() {
        encodedParameters = new int[0];
        datagrams = List.of();
        due.clear();
    }

    /**
     * Encodes the parameters that move now. Those that moved before and were not sent yet come
     * first.
     */
    private void encode(OutputMapping map, Graph graph) {
        var builder = new FadeValuesDatagram.Builder(datagramPacker);
        lastSent = -1;
        BitSet unsent = unsentParameters();
        unsent.andNot(collected);
        for (int parameter = unsent.nextSetBit(0);
                parameter >= 0;
                parameter = unsent.nextSetBit(parameter + 1)) {
            map.addFadeMessages(parameter, graph.parameter(parameter).text(), builder);
        }
        for (int index = 0; index < movedCount; index++) {
            map.addFadeMessages(
                    movedParameters[index],
                    graph.parameter(movedParameters[index]).text(),
                    builder);
        }
        datagrams = builder.build();
        encodedParameters =
                unsent.isEmpty() ? Arrays.copyOf(movedParameters, movedCount) : new int[0];
        due.clear();
        cursor = 0;
    }

    private BitSet unsentParameters() {
        var unsent = new BitSet();
        for (int datagram = due.nextSetBit(0);
                datagram >= 0;
                datagram = due.nextSetBit(datagram + 1)) {
            datagrams.get(datagram).addTo(unsent);
        }
        return unsent;
    }
}
