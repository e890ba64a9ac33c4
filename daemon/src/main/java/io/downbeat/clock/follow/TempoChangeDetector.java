package io.downbeat.clock.follow;

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
final class TempoChangeDetector {

    /** A line that explains the last pulses; the line before did so up to {@code known}. */
    record Change(DelayLockedLoop line, double known) {}

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

    /** A single pulse this many jitters late, with those around it on their line, was held up. */
    private static final double HELD_UP = 4;

    /** With so few pulses more than a line needs, by twice that variance. */
    private static final double FEW_AROUND = 5;

    /** At most so many pulses in a row are taken for held up. */
    private static final int MOST_HELD_UP = 3;

    /** So long, in pulses, it is remembered that this master's pulses are held up now and then. */
    private static final int WARY = 64;

    /** A slower tempo of such a master is believed when so many pulses tell it. */
    private static final int TOLD_BY = 4;

    /** So many pulses after a slower tempo may still show that there was none. */
    private static final int RETURNS = 3;

    /** With fewer pulses before it, no line from before a slower tempo is known. */
    private static final int LEAST_BEFORE = 3;

    /** What is left unknown of phase and period, in variances of the jitter. */
    private static final DelayLockedLoop.Uncertainty DOUBT =
            new DelayLockedLoop.Uncertainty(1, 0.5, 0.3);

    private record Pulse(double position, double at) {}

    /** Another tempo from there on, or one that begins to change evenly there. */
    private record Knot(double from, boolean ramp) implements DoubleUnaryOperator {

        @Override
        public double applyAsDouble(double position) {
            double gone = Math.max(0, position - from);
            return ramp ? gone * gone : gone;
        }
    }

    /**
     * A change behind that pulse.
     *
     * @param slower whether pulses come later from there on
     */
    private record Candidate(int behind, Knot knot, double gain, boolean slower) {}

    /** What was believed before a slower tempo was. */
    private record Former(List<Pulse> pulses, List<Knot> knots) {}

    private final List<Pulse> pulses = new ArrayList<>();
    private final List<Knot> knots = new ArrayList<>();
    private Optional<Former> former = Optional.empty();
    private int sinceFormer;
    private int wary;

    /** Nothing is known of the pulses before. */
    void restart() {
        pulses.clear();
        knots.clear();
        former = Optional.empty();
    }

    /** The pulses from there on are read anew, unless the next ones lie on the line before. */
    void restart(double from) {
        List<Pulse> before = pulses.stream().filter(each -> each.position() < from).toList();
        List<Knot> by = knots.stream().filter(each -> each.from() < from).toList();
        restart();
        believed(before, by);
    }

    /** Whether it knows pulses enough to tell another tempo. */
    boolean hasTempo() {
        return pulses.size() >= LEAST;
    }

    private void believed(List<Pulse> before, List<Knot> by) {
        former = Optional.of(new Former(List.copyOf(before), List.copyOf(by)));
        sinceFormer = 0;
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
    Optional<Change> onPulse(double position, double at, double usual) {
        wary = Math.max(0, wary - 1);
        double variance = Math.max(LEAST_VARIANCE, usual);
        Optional<Change> back = back(new Pulse(position, at), variance);
        if (back.isPresent()) {
            return back;
        }
        note(position, at);
        while (pulses.size() >= LEAST && leaveOutHeldUp(variance)) {
            wary = WARY;
        }
        if (pulses.size() < LEAST) {
            return Optional.empty();
        }
        Fit fit = fit(knots);
        Fit plain = fit(List.of());
        Optional<Candidate> change = change(fit, variance);
        if (change.isPresent()) {
            double known = pulses.get(change.get().behind()).position();
            if (change.get().slower()) {
                believed(pulses.subList(0, change.get().behind() + 1), knots);
            }
            double before = curvature(fit);
            fit.add(change.get().knot());
            Candidate ramp = best(plain, true);
            if (!knots.isEmpty() && explainsAsMuch(plain.squares() - ramp.gain(), fit)) {
                plain.add(ramp.knot());
                knots.clear();
                knots.add(ramp.knot());
                return Optional.of(new Change(line(plain), known));
            }
            Change found = new Change(line(fit), known);
            accept(change.get(), before, curvature(fit));
            return Optional.of(found);
        }
        if (!isCurved()) {
            return Optional.empty();
        }
        if (isLastHeldUp(variance)) {
            List<Pulse> before = pulses.subList(0, pulses.size() - 1);
            DelayLockedLoop line = line(new Fit(before, knots, List.of()));
            return Optional.of(new Change(line.goneTo(position), position));
        }
        if (explainsAsMuch(plain.squares(), fit)) {
            knots.clear();
            return Optional.of(new Change(line(plain), position));
        }
        return Optional.of(new Change(line(fit), position));
    }

    /** The line from before a slower tempo, if this pulse lies there and far off the newer line. */
    private Optional<Change> back(Pulse pulse, double variance) {
        boolean unknown = former.isEmpty() || former.get().pulses().size() < LEAST_BEFORE;
        if (unknown || ++sinceFormer > RETURNS || pulses.size() < 2) {
            former = Optional.empty();
            return Optional.empty();
        }
        Former one = former.get();
        double off = Math.abs(pulse.at() - foretold(one.pulses(), one.knots(), pulse));
        double otherwise = Math.abs(pulse.at() - foretold(pulses, knots, pulse));
        if (off > HELD_UP * StrictMath.sqrt(variance) || HELD_UP * off > otherwise) {
            return Optional.empty();
        }
        pulses.clear();
        pulses.addAll(one.pulses());
        pulses.add(pulse);
        knots.clear();
        knots.addAll(one.knots());
        former = Optional.empty();
        wary = WARY;
        return Optional.of(new Change(line(fit(knots)), one.pulses().getLast().position()));
    }

    private static double foretold(List<Pulse> known, List<Knot> by, Pulse pulse) {
        return new Fit(known, by, List.of(pulse)).at(pulse.position());
    }

    /**
     * Leaves out pulses that came late while those around them lie on their line: they waited on
     * their way. False if there are none.
     */
    private boolean leaveOutHeldUp(double usual) {
        Fit fit = fit(knots);
        if (fit.squares() < HELD_UP * usual) {
            return false;
        }
        for (int many = 1; many <= MOST_HELD_UP; many++) {
            for (int from = 0; from + many < pulses.size(); from++) {
                boolean late =
                        pulses.subList(from, from + many).stream()
                                .allMatch(pulse -> pulse.at() > fit.at(pulse.position()));
                if (late && areHeldUp(from, from + many, usual)) {
                    pulses.subList(from, from + many).clear();
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLastHeldUp(double usual) {
        return areHeldUp(pulses.size() - 1, pulses.size(), usual);
    }

    private boolean areHeldUp(int from, int end, double usual) {
        List<Pulse> around = new ArrayList<>(pulses);
        around.subList(from, end).clear();
        List<Pulse> late = pulses.subList(from, end);
        Fit fit = new Fit(around, knots, late);
        int free = fit.free();
        if (free < 2) {
            return false;
        }
        double left = Math.max(usual, fit.squares() / free);
        double least = HELD_UP * StrictMath.sqrt(left * (1 + FEW_AROUND / free));
        return late.stream().allMatch(pulse -> pulse.at() - fit.at(pulse.position()) > least);
    }

    private boolean isCurved() {
        return knots.stream().anyMatch(Knot::ramp);
    }

    /** Whether what leaves these squares explains the pulses as well as that fit does. */
    private boolean explainsAsMuch(double squares, Fit fit) {
        int free = Math.max(1, fit.free());
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

    private Optional<Candidate> change(Fit fit, double usual) {
        int free = fit.free() - 1;
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

    private Candidate best(Fit fit, boolean ramp) {
        int n = pulses.size();
        Candidate best = new Candidate(0, new Knot(0, ramp), 0, false);
        for (int behind = Math.max(0, n - LATE); behind <= n - 3; behind++) {
            Knot knot = new Knot(pulses.get(behind).position(), ramp);
            double gain = fit.gain(knot);
            if (gain > best.gain()) {
                boolean slower = fit.share(knot) > 0;
                if (!slower || wary == 0 || behind <= n - 1 - TOLD_BY) {
                    best = new Candidate(behind, knot, gain, slower);
                }
            }
        }
        return best;
    }

    /** What a moved phase would explain, or a last pulse that is late by itself. */
    private double shift(Fit fit) {
        int n = pulses.size();
        double most = 0;
        for (int behind = Math.max(0, n - LATE); behind <= n - 2; behind++) {
            double from = pulses.get(behind).position();
            most = Math.max(most, fit.gain(x -> x > from ? 1 : 0));
        }
        return most;
    }

    private void accept(Candidate change, double before, double after) {
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
                Math.clamp(period, DelayLockedLoop.SHORTEST, DelayLockedLoop.LONGEST),
                DOUBT);
    }

    /** By how many microseconds the period grows with every quarter. */
    private static double curvature(Fit fit) {
        double last = fit.known.getLast().position();
        double former = fit.known.get(fit.known.size() - 2).position();
        double one = (fit.at(last) - fit.at(former)) / (last - former);
        double other = (fit.at(fit.next()) - fit.at(last)) / (fit.next() - last);
        return (other - one) / (fit.next() - former) * 2;
    }

    /** Pulses explained by a straight line and knots; it also says what lies elsewhere. */
    private static final class Fit {

        private final List<Pulse> known;
        private final List<Double> positions = new ArrayList<>();
        private final LeastSquares squares;

        Fit(List<Pulse> known, List<Knot> by, List<Pulse> others) {
            this.known = List.copyOf(known);
            known.forEach(each -> positions.add(each.position()));
            positions.add(next());
            others.forEach(each -> positions.add(each.position()));
            double[] off = new double[known.size()];
            for (int i = 0; i < off.length; i++) {
                off[i] = known.get(i).at() - straight(known.get(i).position());
            }
            squares = new LeastSquares(off, positions.size());
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

        double share(DoubleUnaryOperator of) {
            return squares.share(column(of));
        }

        double squares() {
            return squares.squares();
        }

        /** How many pulses more there are than a line like this needs. */
        int free() {
            return known.size() - squares.columns();
        }

        /** What is expected at the place of a pulse, or of the next. */
        double at(double position) {
            return straight(position) + squares.at(positions.indexOf(position));
        }

        double next() {
            double last = known.getLast().position();
            return last + last - known.get(known.size() - 2).position();
        }

        /** The way from the first pulse to the last: what is fitted is the rest. */
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
