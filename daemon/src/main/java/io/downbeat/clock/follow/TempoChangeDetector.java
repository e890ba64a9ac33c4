package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The last pulses of a clock that sends one each quarter or less often, and whether its tempo has
 * changed or keeps changing. Pulses are few, so the third after a change must be predicted already.
 * They are explained by a straight line and by knots: another tempo from a pulse on, or a tempo
 * that changes evenly from a pulse on (a ramp). A knot is added once it leaves much smaller squares
 * than without it, and clearly smaller ones than a phase shift.
 */
final class TempoChangeDetector {

    /** The line through the last pulses; the former line holds up to position {@code known}. */
    record Change(DelayLockedLoop line, double known) {}

    /**
     * Pulses, six bars of 4/4: more would not make the period of a straight line any more useful.
     */
    private static final int MOST_PULSES = 24;

    /** Pulses, three bars of 4/4: a line with knots is only an approximation further back. */
    private static final int MOST_CURVED = 12;

    /** Pulses: fewer leave no degree of freedom beside a line, a knot and its jitter. */
    private static final int LEAST_PULSES = 5;

    /** An old change and a new one. */
    private static final int MOST_KNOTS = 2;

    /** After this many pulses of a ramp those before it are not needed. */
    private static final int RAMP_PULSES = 8;

    /** A change is searched for in this many of the last pulses. */
    private static final int SEARCHED = 10;

    /**
     * In square microseconds: no arrival is stamped more exactly than to a quarter of a
     * millisecond.
     */
    private static final double LEAST_VARIANCE = 250.0 * 250;

    /**
     * In variances: how much a knot must lessen the squares where the jitter is well known (five
     * sigma).
     */
    private static final double CLEARLY_BETTER = 25;

    /** With n pulses more than the line needs, by 1 + 30 / n times as much. */
    private static final double FEW_PULSES = 30;

    /** In variances: how much less an explanation must leave than a simpler one (three sigma). */
    private static final double BETTER = 9;

    /** In jitters: a single pulse this late, with its neighbours on the line, was delayed. */
    private static final double DELAYED = 4;

    /**
     * With n pulses more than the line needs, the variance for that is 1 + 5 / n times as large.
     */
    private static final double FEW_NEIGHBOURS = 5;

    /** At most this many pulses in a row are taken for delayed. */
    private static final int MOST_DELAYED = 3;

    /** Pulses for which it is remembered that this clock's pulses are delayed now and then. */
    private static final int DELAYS_EXPECTED_FOR = 64;

    /** Pulses that must show a slower tempo of such a clock before it is accepted. */
    private static final int SLOWER_NEEDS = 4;

    /** So many pulses after a slower tempo may still show that there was none. */
    private static final int RETURN_WITHIN = 3;

    /** With fewer pulses before a slower tempo there is no line to return to. */
    private static final int LEAST_BEFORE = 3;

    /** The uncertainty of a line through few pulses, in variances of the jitter. */
    private static final DelayLockedLoop.Uncertainty UNCERTAINTY =
            new DelayLockedLoop.Uncertainty(1, 0.5, 0.3);

    private record Pulse(double position, double at) {}

    /** Another tempo from that position on, or one that changes evenly from there on. */
    private record Knot(double from, boolean ramp) implements DoubleUnaryOperator {

        @Override
        public double applyAsDouble(double position) {
            double gone = Math.max(0, position - from);
            return ramp ? gone * gone : gone;
        }
    }

    /**
     * A possible change after the pulse with that index.
     *
     * @param slower whether pulses come later from there on
     */
    private record Candidate(int behind, Knot knot, double gain, boolean slower) {}

    /** The pulses and knots before a slower tempo was believed. */
    private record FormerFit(List<Pulse> pulses, List<Knot> knots) {}

    private final List<Pulse> pulses = new ArrayList<>();
    private final List<Knot> knots = new ArrayList<>();
    private Optional<FormerFit> former = Optional.empty();
    private int sinceFormer;
    private int delaysExpected;

    /** Forgets all pulses. */
    void restart() {
        pulses.clear();
        knots.clear();
        former = Optional.empty();
    }

    /** Whether it has enough pulses to detect another tempo. */
    boolean hasTempo() {
        return pulses.size() >= LEAST_PULSES;
    }

    private void keepFormer(List<Pulse> before, List<Knot> by) {
        former = Optional.of(new FormerFit(List.copyOf(before), List.copyOf(by)));
        sinceFormer = 0;
    }

    /** Records a pulse without examining it. */
    void note(double position, double at) {
        pulses.add(new Pulse(position, at));
        forget();
    }

    /**
     * Records a pulse; returns the line from it on if that is no longer the line before.
     *
     * @param usual the variance of the jitter, in square microseconds
     */
    Optional<Change> onPulse(double position, double at, double usual) {
        delaysExpected = Math.max(0, delaysExpected - 1);
        double variance = Math.max(LEAST_VARIANCE, usual);
        Optional<Change> back = returnToFormer(new Pulse(position, at), variance);
        if (back.isPresent()) {
            return back;
        }
        note(position, at);
        while (pulses.size() >= LEAST_PULSES && removeDelayed(variance)) {
            delaysExpected = DELAYS_EXPECTED_FOR;
        }
        if (pulses.size() < LEAST_PULSES) {
            return Optional.empty();
        }
        Fit fit = fit(knots);
        Fit plain = fit(List.of());
        Optional<Candidate> change = change(fit, variance);
        if (change.isPresent()) {
            double known = pulses.get(change.get().behind()).position();
            if (change.get().slower()) {
                keepFormer(pulses.subList(0, change.get().behind() + 1), knots);
            }
            fit.add(change.get().knot());
            Change found = new Change(line(fit), known);
            addKnot(change.get().knot());
            return Optional.of(found);
        }
        if (!isCurved()) {
            return Optional.empty();
        }
        if (explainsAsMuch(plain.squares(), fit)) {
            knots.clear();
            return Optional.of(new Change(line(plain), position));
        }
        return Optional.of(new Change(line(fit), position));
    }

    /** The line from before a slower tempo, if this pulse is on it and far off the newer line. */
    private Optional<Change> returnToFormer(Pulse pulse, double variance) {
        boolean unknown = former.isEmpty() || former.get().pulses().size() < LEAST_BEFORE;
        if (unknown || ++sinceFormer > RETURN_WITHIN || pulses.size() < 2) {
            former = Optional.empty();
            return Optional.empty();
        }
        FormerFit one = former.get();
        double off = Math.abs(pulse.at() - predicted(one.pulses(), one.knots(), pulse));
        double otherwise = Math.abs(pulse.at() - predicted(pulses, knots, pulse));
        if (off > DELAYED * StrictMath.sqrt(variance) || DELAYED * off > otherwise) {
            return Optional.empty();
        }
        pulses.clear();
        pulses.addAll(one.pulses());
        pulses.add(pulse);
        knots.clear();
        knots.addAll(one.knots());
        former = Optional.empty();
        delaysExpected = DELAYS_EXPECTED_FOR;
        return Optional.of(new Change(line(fit(knots)), one.pulses().getLast().position()));
    }

    private static double predicted(List<Pulse> known, List<Knot> by, Pulse pulse) {
        return new Fit(known, by, List.of(pulse)).at(pulse.position());
    }

    /**
     * Removes pulses that came late while their neighbours lie on the line: they were delayed.
     * False if there are none.
     */
    private boolean removeDelayed(double usual) {
        Fit fit = fit(knots);
        if (fit.squares() < DELAYED * usual) {
            return false;
        }
        for (int many = 1; many <= MOST_DELAYED; many++) {
            for (int from = 0; from + many < pulses.size(); from++) {
                boolean late =
                        pulses.subList(from, from + many).stream()
                                .allMatch(pulse -> pulse.at() > fit.at(pulse.position()));
                if (late && areDelayed(from, from + many, usual)) {
                    pulses.subList(from, from + many).clear();
                    return true;
                }
            }
        }
        return false;
    }

    private boolean areDelayed(int from, int end, double usual) {
        List<Pulse> around = new ArrayList<>(pulses);
        around.subList(from, end).clear();
        List<Pulse> late = pulses.subList(from, end);
        Fit fit = new Fit(around, knots, late);
        int free = fit.free();
        if (free < 2) {
            return false;
        }
        double left = Math.max(usual, fit.squares() / free);
        double least = DELAYED * StrictMath.sqrt(left * (1 + FEW_NEIGHBOURS / free));
        return late.stream().allMatch(pulse -> pulse.at() - fit.at(pulse.position()) > least)
                && !isChange(fit.squares(), left);
    }

    /**
     * Whether one more change of the tempo explains all pulses about as well as leaving out those
     * that seem delayed. Each pulse before the last lies late against the line that an accelerating
     * clock's last pulse ends.
     *
     * @param squares what leaving them out leaves
     */
    private boolean isChange(double squares, double variance) {
        Fit all = fit(knots);
        double gain = Math.max(best(all, false).gain(), best(all, true).gain());
        return all.squares() - gain < squares + BETTER * variance;
    }

    private boolean isCurved() {
        return knots.stream().anyMatch(Knot::ramp);
    }

    /** Whether an explanation that leaves these squares is as good as that fit. */
    private boolean explainsAsMuch(double squares, Fit fit) {
        int free = Math.max(1, fit.free());
        double left = Math.max(LEAST_VARIANCE, fit.squares() / free);
        return squares - fit.squares() < BETTER * left;
    }

    private void forget() {
        if (!knots.isEmpty()) {
            double last = knots.getLast().from();
            if (pulses.stream().filter(each -> each.position() >= last).count() >= RAMP_PULSES) {
                forgetBefore(last);
            }
        }
        if (pulses.size() > (knots.isEmpty() ? MOST_PULSES : MOST_CURVED)) {
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

    private Optional<Candidate> change(Fit fit, double usual) {
        int free = fit.free() - 1;
        if (free < 1) {
            return Optional.empty();
        }
        Candidate turn = best(fit, false);
        Candidate ramp = best(fit, true);
        double least = fit.squares() - Math.max(turn.gain(), ramp.gain());
        double left = Math.max(LEAST_VARIANCE, least / free);
        double surely = BETTER * Math.min(left, usual);
        Candidate best = ramp.gain() > turn.gain() + surely ? ramp : turn;
        boolean clear =
                best.gain() > CLEARLY_BETTER * (1 + FEW_PULSES / free) * left
                        || best.gain() > CLEARLY_BETTER * Math.max(left, usual);
        return clear && best.gain() > shift(fit) + surely ? Optional.of(best) : Optional.empty();
    }

    private Candidate best(Fit fit, boolean ramp) {
        int n = pulses.size();
        Candidate best = new Candidate(0, new Knot(0, ramp), 0, false);
        for (int behind = Math.max(0, n - SEARCHED); behind <= n - 3; behind++) {
            Knot knot = new Knot(pulses.get(behind).position(), ramp);
            double gain = fit.gain(knot);
            if (gain > best.gain()) {
                boolean slower = fit.coefficient(knot) > 0;
                if (!slower || delaysExpected == 0 || behind <= n - 1 - SLOWER_NEEDS) {
                    best = new Candidate(behind, knot, gain, slower);
                }
            }
        }
        return best;
    }

    /** What a phase shift would explain, or a single late last pulse. */
    private double shift(Fit fit) {
        int n = pulses.size();
        double most = 0;
        for (int behind = Math.max(0, n - SEARCHED); behind <= n - 2; behind++) {
            double from = pulses.get(behind).position();
            most = Math.max(most, fit.gain(x -> x > from ? 1 : 0));
        }
        return most;
    }

    private void addKnot(Knot knot) {
        knots.add(knot);
        if (knots.size() > MOST_KNOTS) {
            forgetBefore(knots.get(1).from());
        }
    }

    private Fit fit(List<Knot> by) {
        return new Fit(pulses, by, List.of());
    }

    private static DelayLockedLoop line(Fit fit) {
        Pulse last = fit.known.getLast();
        double at = fit.at(last.position());
        double period = (fit.at(fit.next()) - at) / (fit.next() - last.position());
        return new DelayLockedLoop(
                last.position(),
                at,
                Math.clamp(period, DelayLockedLoop.SHORTEST_PERIOD, DelayLockedLoop.LONGEST_PERIOD),
                UNCERTAINTY);
    }

    /** Pulses explained by a straight line and knots, with predictions at other positions. */
    private static final class Fit {

        private final List<Pulse> known;
        private final List<Double> positions = new ArrayList<>();
        private final ColumnwiseLeastSquares squares;

        Fit(List<Pulse> known, List<Knot> by, List<Pulse> others) {
            this.known = List.copyOf(known);
            known.forEach(each -> positions.add(each.position()));
            positions.add(next());
            others.forEach(each -> positions.add(each.position()));
            double[] off = new double[known.size()];
            for (int i = 0; i < off.length; i++) {
                off[i] = known.get(i).at() - straight(known.get(i).position());
            }
            squares = new ColumnwiseLeastSquares(off, positions.size());
            double last = known.getLast().position();
            squares.add(column(x -> 1));
            squares.add(column(x -> x - last));
            by.forEach(this::add);
        }

        void add(DoubleUnaryOperator of) {
            squares.add(column(of));
        }

        double gain(DoubleUnaryOperator of) {
            return squares.gain(column(of));
        }

        double coefficient(DoubleUnaryOperator of) {
            return squares.coefficient(column(of));
        }

        double squares() {
            return squares.squares();
        }

        /** Degrees of freedom: pulses beyond the number of coefficients. */
        int free() {
            return known.size() - squares.columns();
        }

        /** The expected arrival at the position of a pulse, or of the next one. */
        double at(double position) {
            return straight(position) + squares.at(positions.indexOf(position));
        }

        double next() {
            double last = known.getLast().position();
            return last + last - known.get(known.size() - 2).position();
        }

        /**
         * The straight line from the first pulse to the last; the fit is of the differences from
         * it, which keeps numbers small.
         */
        private double straight(double position) {
            Pulse first = known.getFirst();
            Pulse last = known.getLast();
            double period = (last.at() - first.at()) / (last.position() - first.position());
            return last.at() + (position - last.position()) * period;
        }

        private double[] column(DoubleUnaryOperator of) {
            return positions.stream().mapToDouble(each -> of.applyAsDouble(each)).toArray();
        }
    }
}
