package io.downbeat.engine.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** Where each lane of an arrangement is played, and which of them moves its parameter next. */
final class ParameterLaneCursors {

    /** The values of a glide: 32 to a beat, which is 64 a second at 120. */
    private static final Grid GLIDE = new Grid(1, 32);

    /** The place of one lane. */
    private static final class Cursor {
        private final int order;
        private final ParameterLane lane;
        private int index;
        private Beats next;

        Cursor(int order, ParameterLane lane, Beats from) {
            this.order = order;
            this.lane = lane;
            index = lane.firstAtOrAfter(from);
            next = next(from.minus(Beats.micro(1)));
        }

        /** The beat of its next value behind a beat. */
        private Beats next(Beats behind) {
            if (index >= lane.size()) {
                return Beats.never();
            }
            Beats move = lane.at(index);
            if (!lane.glidesTo(index)) {
                return move;
            }
            return GLIDE.after(behind.orLater(lane.at(index - 1))).orEarlier(move);
        }

        ParamValue move() {
            ParamValue value =
                    next.equals(lane.at(index))
                            ? lane.value(index)
                            : ParamValue.of(lane.valueOnLine(index, next));
            if (next.equals(lane.at(index))) {
                index++;
            }
            next = next(next);
            return value;
        }
    }

    private final PriorityQueue<Cursor> cursors =
            new PriorityQueue<>(
                    Comparator.comparing((Cursor cursor) -> cursor.next)
                            .thenComparing(cursor -> cursor.order));

    /**
     * @param from what lies before this beat has been played
     */
    ParameterLaneCursors(List<ParameterLane> lanes, Beats from) {
        for (int order = 0; order < lanes.size(); order++) {
            var cursor = new Cursor(order, lanes.get(order), from);
            if (!cursor.next.equals(Beats.never())) {
                cursors.add(cursor);
            }
        }
    }

    /** The beat of the next value, or never. */
    Beats next() {
        Cursor first = cursors.peek();
        return first == null ? Beats.never() : first.next;
    }

    /** Plays the values up to a beat; of each lane in their order, and lanes in theirs. */
    void moveUntil(Beats last, BiConsumer<ParamPath, ParamValue> to) {
        while (!next().isAfter(last)) {
            Cursor first = cursors.remove();
            to.accept(first.lane.path(), first.move());
            if (!first.next.equals(Beats.never())) {
                cursors.add(first);
            }
        }
    }
}
