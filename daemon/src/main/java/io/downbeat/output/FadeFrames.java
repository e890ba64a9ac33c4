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
 * The frames of fades on their way to one receiver, a page at a time.
 *
 * <pre>
 *   frame: these parameters have moved --> all their pages are due --> step: fill one, send it
 *             the same set as before: nothing is encoded
 *             another set: encoded; what only the former set held leaves first
 * </pre>
 *
 * <p>A value is read when its page leaves. So a frame that comes while pages of the last one wait
 * takes their place, the last frame of a fade always arrives, and none undoes what a hand or a
 * launch has sent in between. Not thread safe.
 */
final class FadeFrames {

    private static final double MICROS = 1e6;

    /** The last of the frames that come too fast is not kept back longer than this. */
    private static final long KEPT_BACK_MICROS = 33_333;

    private final DatagramPacker datagramPacker;
    private final long periodMicros;
    private final BitSet collected = new BitSet();
    private int[] moving = new int[16];
    private int count;
    private boolean hasArrivals;
    private int[] present = new int[0];
    private List<FadeDatagram> pages = List.of();
    private final BitSet due = new BitSet();
    private int cursor;
    private int left = -1;
    private HostMicros dueAt = HostMicros.NEVER;
    private HostMicros nextFrame = new HostMicros(Long.MIN_VALUE);

    /**
     * @param hertz at most so many frames a second
     */
    FadeFrames(DatagramPacker datagramPacker, double hertz) {
        this.datagramPacker = datagramPacker;
        this.periodMicros = Math.round(MICROS / hertz);
    }

    /**
     * Takes note of what has moved in this turn.
     *
     * @param arrived true if it lies where it was to go: that is not kept back
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

    /** Ends a turn: what has moved in it is due, unless a frame has left just before. */
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

    /** When there is a page to send, or never. */
    HostMicros next() {
        return due.isEmpty() ? HostMicros.NEVER : dueAt;
    }

    /**
     * The next page that is due, with the values of this moment; nothing if none is.
     *
     * @param kept parameters that nothing may be sent of yet
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

    /** Adds the parameters of the page that {@link #step} gave last. */
    void addLast(BitSet parameters) {
        if (left >= 0 && left < pages.size()) {
            pages.get(left).addTo(parameters);
        }
    }

    /** Encodes anew with the next frame: parameters are written otherwise now. */
    void forget() {
        present = new int[0];
    }

    /** Sends no more. */
    void clear() {
        forget();
        pages = List.of();
        due.clear();
    }

    /** Pages for what moves now, behind those that only the former set still owes. */
    private void encode(OutputMapping map, Graph graph) {
        var writing = new FadeDatagram.Writing(datagramPacker);
        BitSet owed = owed();
        owed.andNot(collected);
        for (int parameter = owed.nextSetBit(0);
                parameter >= 0;
                parameter = owed.nextSetBit(parameter + 1)) {
            map.print(parameter, graph.parameter(parameter).text(), writing);
        }
        for (int index = 0; index < count; index++) {
            map.print(moving[index], graph.parameter(moving[index]).text(), writing);
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
