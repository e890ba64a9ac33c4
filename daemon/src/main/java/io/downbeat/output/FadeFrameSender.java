package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.session.model.Snapshot;
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

    private static final double MICROS = 1e6;

    /** A frame that came too soon after another one is delayed by at most this. */
    private static final long KEPT_BACK_MICROS = 33_333;

    private final DatagramPacker datagramPacker;
    private final long periodMicros;
    private final BitSet collected = new BitSet();
    private int[] moving = new int[16];
    private int count;
    private boolean hasArrivals;
    private int[] present = new int[0];
    private List<FadeFrameDatagram> pages = List.of();
    private final BitSet due = new BitSet();
    private int cursor;
    private int left = -1;
    private HostMicros dueAt = HostMicros.NEVER;
    private HostMicros nextFrame = new HostMicros(Long.MIN_VALUE);

    /**
     * @param hertz the most frames in a second
     */
    FadeFrameSender(DatagramPacker datagramPacker, double hertz) {
        this.datagramPacker = datagramPacker;
        this.periodMicros = Math.round(MICROS / hertz);
    }

    /**
     * Adds the parameters that have moved in this turn.
     *
     * @param arrived true if they have reached their targets: these values are not delayed
     */
    void moved(Snapshot values, boolean arrived) {
        hasArrivals |= arrived;
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            if (!collected.get(parameter)) {
                collected.set(parameter);
                if (count == moving.length) {
                    moving = Arrays.copyOf(moving, count * 2);
                }
                moving[count++] = parameter;
            }
        }
    }

    /** Ends a turn: what has moved is due, unless a frame has just been sent. */
    void frame(OutputMapping map, Graph graph, HostMicros now) {
        if (count == 0) {
            return;
        }
        if (!Arrays.equals(moving, 0, count, present, 0, present.length)) {
            encode(map, graph);
            nextFrame = now.plus(periodMicros);
            dueAt = now;
        } else if (!hasArrivals && now.plus(periodMicros / 2).isBefore(nextFrame)) {
            boolean late = !due.isEmpty() && !dueAt.isAfter(now);
            dueAt = late ? dueAt : now.plus(KEPT_BACK_MICROS);
        } else {
            nextFrame = nextFrame.plus(periodMicros).orLater(now.plus(periodMicros / 2));
            dueAt = now;
        }
        due.set(0, pages.size());
        collected.clear();
        count = 0;
        hasArrivals = false;
    }

    /** When the next datagram is due, or never. */
    HostMicros next() {
        return due.isEmpty() ? HostMicros.NEVER : dueAt;
    }

    /**
     * The next datagram that is due, with the present values; empty if none is.
     *
     * @param kept parameters that must not be sent yet
     */
    List<ByteBuffer> step(LiveValues values, BitSet kept, HostMicros now) {
        for (int tried = due.cardinality(); tried > 0; tried--) {
            int page = due.nextSetBit(cursor);
            if (page < 0) {
                page = due.nextSetBit(0);
            }
            cursor = page + 1;
            if (kept.isEmpty() || !pages.get(page).carries(kept)) {
                due.clear(page);
                left = page;
                return pages.get(page).filled(values);
            }
        }
        dueAt = now.plus(KEPT_BACK_MICROS);
        return List.of();
    }

    /** Adds the parameters of the datagram that {@link #step} returned last. */
    void addLast(BitSet parameters) {
        if (left >= 0 && left < pages.size()) {
            pages.get(left).addTo(parameters);
        }
    }

    /** Encodes what is still due again, because the mapping has changed. */
    void remap(OutputMapping map, Graph graph) {
        encode(map, graph);
        due.set(0, pages.size());
        present = new int[0];
    }

    /** Forgets all frames. */
    void clear() {
        present = new int[0];
        pages = List.of();
        due.clear();
    }

    /**
     * Encodes the parameters that move now. Those that moved before and were not sent yet come
     * first.
     */
    private void encode(OutputMapping map, Graph graph) {
        var writing = new FadeFrameDatagram.Writing(datagramPacker);
        left = -1;
        BitSet owed = owed();
        owed.andNot(collected);
        for (int parameter = owed.nextSetBit(0);
                parameter >= 0;
                parameter = owed.nextSetBit(parameter + 1)) {
            map.addFadeMessages(parameter, graph.parameter(parameter).text(), writing);
        }
        for (int index = 0; index < count; index++) {
            map.addFadeMessages(moving[index], graph.parameter(moving[index]).text(), writing);
        }
        pages = writing.done();
        present = owed.isEmpty() ? Arrays.copyOf(moving, count) : new int[0];
        due.clear();
        cursor = 0;
    }

    private BitSet owed() {
        var owed = new BitSet();
        for (int page = due.nextSetBit(0); page >= 0; page = due.nextSetBit(page + 1)) {
            pages.get(page).addTo(owed);
        }
        return owed;
    }
}
