package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.CurveThinning;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The moves of one parameter in a take that runs. Dense moves are thinned while they are recorded,
 * so that the end of a long take costs no more than that of a short one.
 */
final class ParameterLaneRecorder {

    /** The largest error of thinned moves, as a share of the parameter's range. */
    static final double ERROR = 0.001;

    /** A larger step between two moves is a jump, as a share of the range; it stays a jump. */
    private static final double JUMP = 0.0625;

    /** Moves that are further apart are no gesture; they are all kept. */
    private static final Beats LONGEST_GAP = Beats.of(0.125);

    /**
     * As many moves are thinned together: 20 microseconds of work. At the end of a take, as many
     * may be left in each lane.
     */
    private static final int THINNED_AT_ONCE = 128;

    private record Move(Beats at, ParamValue value) {}

    private final ParamPath path;
    private final double span;
    private final ParameterLane.Builder kept;
    private final List<Move> pending = new ArrayList<>();

    /** Whether the first pending move is the last kept one, from which a glide may begin. */
    private boolean firstIsKept;

    /**
     * @param span the size of the parameter's range; 0 if nothing of it is to be thinned
     */
    ParameterLaneRecorder(ParamPath path, double span) {
        this.path = path;
        this.span = span;
        this.kept = new ParameterLane.Builder(path);
    }

    void add(Beats at, ParamValue value) {
        if (pending.size() >= THINNED_AT_ONCE && at.isAfter(pending.getLast().at())) {
            thin();
        }
        pending.add(new Move(at, value));
    }

    /** The moves before a beat; empty if there is none. */
    Optional<ParameterLane> lane(Beats end) {
        pending.removeIf(move -> !move.at().isBefore(end));
        thin();
        return Optional.of(kept.build()).filter(lane -> !lane.isEmpty());
    }

    private void thin() {
        int first = firstIsKept ? 1 : 0;
        if (pending.size() <= first) {
            return;
        }
        int before = 0;
        for (int index : isThinned() ? keptOfPending() : all()) {
            if (index >= first) {
                Move move = pending.get(index);
                if (index - before > 1 && move.value() instanceof ParamValue.Numeric(var number)) {
                    kept.addGlide(move.at(), number);
                } else {
                    kept.add(move.at(), move.value());
                }
            }
            before = index;
        }
        Move last = pending.getLast();
        pending.clear();
        pending.add(last);
        firstIsKept = true;
    }

    /** Texts have no lines, and a line between whole numbers would play others. */
    private boolean isThinned() {
        return span > 0
                && pending.stream().allMatch(move -> move.value() instanceof ParamValue.Numeric)
                && pending.stream().anyMatch(move -> number(move) != Math.rint(number(move)));
    }

    private int[] keptOfPending() {
        return new CurveThinning(
                        index -> pending.get(index).at().micro(),
                        index -> number(pending.get(index)),
                        span * ERROR,
                        span * JUMP,
                        LONGEST_GAP.micro())
                .kept(pending.size());
    }

    private int[] all() {
        int[] all = new int[pending.size()];
        for (int index = 0; index < all.length; index++) {
            all[index] = index;
        }
        return all;
    }

    private static double number(Move move) {
        return move.value() instanceof ParamValue.Numeric(var number) ? number : 0;
    }

    @Override
    public String toString() {
        return path + " " + kept.size();
    }
}
