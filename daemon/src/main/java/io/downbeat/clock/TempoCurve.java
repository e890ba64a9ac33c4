package io.downbeat.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The last of pulses that come a quarter or more apart, and whether their tempo has changed or goes
 * on changing. So few pulses come that the third must be foretold already. Pulses that are off are
 * explained by another tempo from some pulse on (a turn) or by a tempo that changes evenly from
 * some pulse on (a ramp), once one of these leaves much smaller squares than a straight line and
 * clearly smaller ones than a moved phase. Not thread safe.
 */
final class TempoCurve {

    /** A line that explains the last pulses, and how many of them the line before did not. */
    record Change(PhaseLoop line, int unexplained) {}

    private static final int MOST = 24;
    private static final int MOST_CURVED = 12;
    private static final int LEAST = 5;
    private static final int MOST_KNOTS = 2;

    /** So many pulses of a ramp tell it without those before it. */
    private static final int CURVED = 8;

    /** A change is looked for in so many of the last pulses. */
    private static final int LATE = 10;

    /** No arrival is stamped more exactly than to a quarter of a millisecond: its square. */
    private static final double LEAST_VARIANCE = 250.0 * 250;

    /** By how many variances a change must lessen the squares where the jitter is known well. */
    private static final double CLEARLY = 25;

    /** With so few pulses more than a curve needs, by twice as much. */
    private static final double FEW = 30;

    /** By how many variances a reading must leave less than a simpler one. */
    private static final double SURELY = 9;

    /** A ramp of which so little is left has ended. */
    private static final double ENDED = 1 / 3.0;

    /** What is left unknown of phase and period, in variances of the jitter. */
    private static final PhaseLoop.Doubt DOUBT = new PhaseLoop.Doubt(1, 0.5, 0.3);

    private record Pulse(double position, double at) {}

    /** Another tempo from there on, or one that begins to change evenly there. */
    private record Knot(double from, boolean ramp) implements DoubleUnaryOperator {

        @Override
        public double applyAsDouble(double position) {
            double gone = Math.max(0, position - from);
            return ramp ? gone * gone : gone;
        }
    }

    /** A change behind that pulse. */
    private record Candidate(int behind, Knot knot, double gain) {}

    private final List<Pulse> pulses = new ArrayList<>();
    private final List<Knot> knots = new ArrayList<>();

    /** Nothing is known of the pulses before. */
    void restart() {
        pulses.clear();
        knots.clear();
    }

    /** Notes a pulse that says nothing new. */
    void note(double position, double at) {
        pulses.add(new Pulse(position, at));
        forget();
    }

    /**
     * Notes a pulse; the line from it on, if that is no longer the line before.
     *
     * @param usual the variance of the pulses' jitter as it is known
     */
    Optional<Change> heard(double position, double at, double usual) {
        note(position, at);
        int n = pulses.size();
        if (n < LEAST) {
            return Optional.empty();
        }
        LeastSquares fit = fit(knots);
        LeastSquares plain = fit(List.of());
        Optional<Candidate> change = change(fit, Math.max(LEAST_VARIANCE, usual));
        if (change.isPresent()) {
            int unexplained = n - 1 - change.get().behind();
            double before = curvature(fit);
            fit.add(column(change.get().knot()));
            Candidate ramp = best(plain, true);
            if (!knots.isEmpty() && explainsAsMuch(plain.squares() - ramp.gain(), fit)) {
                plain.add(column(ramp.knot()));
                knots.clear();
                knots.add(ramp.knot());
                return Optional.of(new Change(line(plain), unexplained));
            }
            Change found = new Change(line(fit), unexplained);
            take(change.get(), before, curvature(fit));
            return Optional.of(found);
        }
        if (isCurved() && explainsAsMuch(plain.squares(), fit)) {
            knots.clear();
            return Optional.of(new Change(line(plain), 0));
        }
        return isCurved() ? Optional.of(new Change(line(fit), 0)) : Optional.empty();
    }

    private boolean isCurved() {
        return knots.stream().anyMatch(Knot::ramp);
    }

    /** Whether what leaves these squares explains the pulses as well as that fit does. */
    private boolean explainsAsMuch(double squares, LeastSquares fit) {
        int free = Math.max(1, pulses.size() - fit.columns());
        double left = Math.max(LEAST_VARIANCE, fit.squares() / free);
        return squares - fit.squares() < SURELY * left;
    }

    private void forget() {
        if (!knots.isEmpty()) {
            double last = knots.getLast().from();
            if (pulses.stream().filter(each -> each.position() >= last).count() >= CURVED) {
                forgetBefore(last);
            }
        }
        if (pulses.size() > (knots.isEmpty() ? MOST : MOST_CURVED)) {
            forgetBefore(pulses.get(1).position());
        }
    }

    private void forgetBefore(double position) {
        pulses.removeIf(each -> each.position() < position);
        boolean ramps = knots.stream().anyMatch(each -> each.ramp() && each.from() <= position);
        knots.removeIf(each -> each.from() <= position);
        if (ramps) {
            knots.addFirst(new Knot(position, true));
        }
    }

    private LeastSquares fit(List<Knot> by) {
        int n = pulses.size();
        double[] off = new double[n];
        for (int i = 0; i < n; i++) {
            off[i] = pulses.get(i).at() - straight(pulses.get(i).position());
        }
        LeastSquares fit = new LeastSquares(off, n + 1);
        fit.add(column(x -> 1));
        fit.add(column(x -> x - pulses.getLast().position()));
        by.forEach(each -> fit.add(column(each)));
        return fit;
    }

    private Optional<Candidate> change(LeastSquares fit, double usual) {
        int n = pulses.size();
        int free = n - fit.columns() - 1;
        if (free < 1) {
            return Optional.empty();
        }
        Candidate turn = best(fit, false);
        Candidate ramp = best(fit, true);
        double least = fit.squares() - Math.max(turn.gain(), ramp.gain());
        double left = Math.max(LEAST_VARIANCE, least / free);
        double surely = SURELY * Math.min(left, usual);
        Candidate best = ramp.gain() > turn.gain() + surely ? ramp : turn;
        boolean clear =
                best.gain() > CLEARLY * (1 + FEW / free) * left
                        || best.gain() > CLEARLY * Math.max(left, usual);
        return clear && best.gain() > shift(fit) + surely ? Optional.of(best) : Optional.empty();
    }

    private Candidate best(LeastSquares fit, boolean ramp) {
        int n = pulses.size();
        Candidate best = new Candidate(0, new Knot(0, ramp), 0);
        for (int behind = Math.max(0, n - LATE); behind <= n - 3; behind++) {
            Knot knot = new Knot(pulses.get(behind).position(), ramp);
            double gain = fit.gain(column(knot));
            if (gain > best.gain()) {
                best = new Candidate(behind, knot, gain);
            }
        }
        return best;
    }

    /** What a moved phase would explain, or a last pulse that is late by itself. */
    private double shift(LeastSquares fit) {
        int n = pulses.size();
        double most = 0;
        for (int behind = Math.max(0, n - LATE); behind <= n - 2; behind++) {
            double from = pulses.get(behind).position();
            most = Math.max(most, fit.gain(column(x -> x > from ? 1 : 0)));
        }
        return most;
    }

    private void take(Candidate change, double before, double after) {
        if (isCurved() && Math.abs(after) < ENDED * Math.abs(before)) {
            pulses.subList(0, change.behind()).clear();
            knots.clear();
            return;
        }
        knots.add(change.knot());
        if (knots.size() > MOST_KNOTS) {
            forgetBefore(knots.get(1).from());
        }
    }

    private PhaseLoop line(LeastSquares fit) {
        int last = pulses.size() - 1;
        double position = pulses.get(last).position();
        double at = straight(position) + fit.at(last);
        double period = (straight(next()) + fit.at(last + 1) - at) / (next() - position);
        return new PhaseLoop(
                position, at, Math.clamp(period, PhaseLoop.SHORTEST, PhaseLoop.LONGEST), DOUBT);
    }

    /** By how many microseconds the period grows with every quarter. */
    private double curvature(LeastSquares fit) {
        int last = pulses.size() - 1;
        double way = pulses.get(last).position() - pulses.get(last - 1).position();
        double further = next() - pulses.get(last).position();
        double one = (fit.at(last) - fit.at(last - 1)) / way;
        double other = (fit.at(last + 1) - fit.at(last)) / further;
        return (other - one) / (way + further) * 2;
    }

    private double next() {
        int last = pulses.size() - 1;
        double position = pulses.get(last).position();
        return position + position - pulses.get(last - 1).position();
    }

    /** The way from the first pulse to the last: what is fitted is the rest. */
    private double straight(double position) {
        Pulse first = pulses.getFirst();
        Pulse last = pulses.getLast();
        double period = (last.at() - first.at()) / (last.position() - first.position());
        return last.at() + (position - last.position()) * period;
    }

    private double[] column(DoubleUnaryOperator of) {
        double[] column = new double[pulses.size() + 1];
        for (int i = 0; i < pulses.size(); i++) {
            column[i] = of.applyAsDouble(pulses.get(i).position());
        }
        column[pulses.size()] = of.applyAsDouble(next());
        return column;
    }
}
