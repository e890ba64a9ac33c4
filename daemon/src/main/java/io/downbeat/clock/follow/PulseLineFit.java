package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pulses of one kind, and the line through them. Pulses are counted, not placed by their time:
 * with much jitter a pulse may lie nearer to the position of its neighbour than to its own. Later
 * pulses show whether some were lost or doubled, the tempo changed or the phase moved; the pulses
 * since then are then applied again, in the new interpretation.
 */
final class PulseLineFit {

    /** Pulses, eight quarters of ticks: how far back the interpretation can be changed. */
    private static final int REMEMBERED = 192;

    /**
     * Quarters: the memory of the loop, 16 bars of 4/4. Longer would follow a drifting crystal no
     * better.
     */
    private static final double QUARTERS_REMEMBERED = 64;

    /** Pulses: the least memory of the loop, for beats and bars. */
    private static final int LEAST_MEMORY = 96;

    /** Pulses, four quarters of ticks: the reported jitter is measured on these. */
    private static final int JITTER_PULSES = 96;

    /** In expected errors: a pulse this late may have waited with others. */
    private static final double DELAYED = 3;

    /** Spacings: after a gap this long, pulses that come at once have waited together. */
    private static final double GAP = 2;

    /** Microseconds: after a longer silence the line no longer shows which pulse comes. */
    private static final double LONGEST_GAP = 4_000_000;

    /** Pulses: the same for slow pulses. */
    private static final double PULSES_GAP = 6;

    /** A share: how far the period of a tempo that three pulses agree on may be off. */
    private static final double NEW_TEMPO_ERROR = 0.05;

    /** Quarters: pulses at least this far apart are too few to wait for many. */
    private static final double SPARSE = 1;

    /**
     * Jitter is measured where the line itself is uncertain by less than this many times the
     * jitter.
     */
    private static final double MOST_UNCERTAINTY = 2;

    /** A pulse, and the state of the loop before it. */
    private record RecordedPulse(double position, double at, DelayLockedLoopWithJitter before) {

        PulseDeviationAnalysis.Residual residualOf(DelayLockedLoop line) {
            return new PulseDeviationAnalysis.Residual(position, at - line.expectedAt(position));
        }
    }

    private final double step;
    private final double memory;
    private boolean counted = true;
    private final List<RecordedPulse> recent = new ArrayList<>();
    private final DriftDetector driftDetector = new DriftDetector();
    private final PulsePositionAssigner pulsePositionAssigner;
    private final DoubledClockDetector doubledClockDetector;
    private final double begin;
    private DelayLockedLoopWithJitter lock;
    private double position;
    private double lastAt;
    private long pulses;
    private int unclear;
    private boolean behindAGap;
    private final TempoChangeDetector curve = new TempoChangeDetector();
    private boolean curved;

    /** Whether the last pulses came so far apart that {@link #curve} gives their tempo. */
    private boolean sparse;

    /** The stated tempo, while it is trusted more than the spacings. */
    private Optional<StatedTempo> stated = Optional.empty();

    private PulseLineFit(
            double step,
            DelayLockedLoopWithJitter lock,
            PulsePositionAssigner pulsePositionAssigner,
            DoubledClockDetector doubledClockDetector) {
        this.step = step;
        this.pulsePositionAssigner = pulsePositionAssigner;
        this.doubledClockDetector = doubledClockDetector;
        this.memory = Math.max(LEAST_MEMORY, QUARTERS_REMEMBERED / step);
        this.lock = lock;
        this.position = lock.loop().position();
        this.begin = position;
        this.lastAt = lock.loop().at();
        curve.note(position, lastAt);
    }

    /**
     * A sequence after its first pulse.
     *
     * @param step quarters between pulses
     * @param periodError how far the period may be off, as a share of it
     */
    static PulseLineFit first(
            double step, double position, double at, double period, double periodError) {
        return new PulseLineFit(
                step,
                DelayLockedLoopWithJitter.first(position, at, period, periodError),
                new PulsePositionAssigner(false),
                new DoubledClockDetector(at));
    }

    /** A sequence after its first pulse, of a clock that has stated its tempo. */
    static PulseLineFit withStatedTempo(double step, double position, double at, double period) {
        PulseLineFit sequence =
                first(step, position, at, period, DelayLockedLoopWithJitter.STATED_PERIOD_ERROR);
        sequence.followStatedFromStart(period);
        return sequence;
    }

    /** The fit after a pause, or restarted, with this pulse. */
    PulseLineFit restartedAt(double there, double at) {
        return new PulseLineFit(
                step,
                lock.restartedAt(there, at),
                new PulsePositionAssigner(true),
                doubledClockDetector.begin(at));
    }

    DelayLockedLoop line() {
        return lock.loop();
    }

    DelayLockedLoopWithJitter lock() {
        return lock;
    }

    /** The position of the last pulse. */
    double position() {
        return position;
    }

    double step() {
        return step;
    }

    double lastAt() {
        return lastAt;
    }

    /** The next pulse, unless some were lost or doubled. */
    void onPulse(double at) {
        counted = true;
        if (doubledClockDetector.isCopy(at)) {
            return;
        }
        if (!lock.isSettled() && doubledClockDetector.detects(at)) {
            List<Double> originals = doubledClockDetector.originals();
            int back = (int) Math.round((begin - position) / step);
            double pulse = (originals.getLast() - originals.getFirst()) / (originals.size() - 1);
            accept(new PulsePositionAssigner.NewTempo(originals, back, pulse));
            return;
        }
        int places = pulsePositionAssigner.positionsAfterLast(lock, step, lastAt, at);
        if (places > 0) {
            double there = position + places * step;
            accept(there, at, lock.deviation(there, at));
        } else {
            pulsePositionAssigner.takeNewTempo(lastAt).ifPresent(this::accept);
        }
    }

    /** Whether the line shows which pulse comes at that time, however long none came. */
    boolean knowsPositionAt(double at) {
        double place = (lock.loop().positionAt(at) - position) / step;
        return isTrustedAt(at) && PulsePositionAssigner.isClear(lock, step, place);
    }

    /** Whether the line still holds at that moment, after a silence. */
    boolean isTrustedAt(double at) {
        double longest = Math.max(LONGEST_GAP, PULSES_GAP * step * lock.loop().period());
        return lock.isSettled() && at - lastAt < longest;
    }

    private void accept(PulsePositionAssigner.NewTempo newTempo) {
        double there = position + newTempo.firstOffset() * step;
        restart(there, newTempo.moments().getFirst(), newTempo.pulse() / step);
        for (int i = 1; i < newTempo.moments().size(); i++) {
            accept(there + i * step, newTempo.moments().get(i));
        }
    }

    private void restart(double there, double at, double period) {
        lock = DelayLockedLoopWithJitter.first(there, at, period, NEW_TEMPO_ERROR);
        recent.clear();
        curve.restart();
        curve.note(there, at);
        pulses = 0;
        unclear = 0;
        driftDetector.restart(0);
        stated = Optional.empty();
    }

    /** A pulse that has its own position. */
    void onNumberedPulse(double there, double at) {
        counted = false;
        doubledClockDetector.reset();
        accept(there, at, lock.deviation(there, at));
    }

    private void accept(double there, double at, double deviation) {
        if (wasDelayed(there, at, deviation)) {
            position = there;
            lastAt = at;
            return;
        }
        boolean settled = lock.isSettled();
        sparse = there - position >= SPARSE;
        if (stated.isPresent() && sparse) {
            followStated(stated.get(), there, at);
            return;
        }
        DelayLockedLoopWithJitter before = lock;
        accept(there, at);
        Optional<TempoChangeDetector.Change> change =
                sparse
                        ? curve.onPulse(there, at, before.variance() * before.caution())
                        : Optional.empty();
        if (change.isPresent()) {
            follow(change.get());
        }
        if (!settled) {
            driftDetector.restart(pulses);
            if (lock.isSettled() && counted && !curved) {
                interpretFirstPulses();
            }
            return;
        }
        if (change.isPresent()) {
            return;
        }
        driftDetector.onDeviation(deviation, pulses - 1);
        unclear = driftDetector.isDrifting() ? unclear + 1 : 0;
        if (unclear > 0) {
            interpretDeviations();
        }
    }

    private void followStatedFromStart(double period) {
        if (step >= SPARSE) {
            StatedTempo one = new StatedTempo(period, true);
            one.begin(position, lastAt);
            stated = Optional.of(one);
        }
    }

    /**
     * Follows a stated tempo until the pulses show another one or are enough. If the clock was
     * playing already, the loop goes on refining phase and period.
     */
    private void followStated(StatedTempo one, double there, double at) {
        one.onPulse(there, at);
        List<StatedTempo.Pulse> other = one.otherTempo();
        if (!other.isEmpty()) {
            accept(other);
            return;
        }
        if (one.givesPhase()) {
            accept(there, at, lock.pinnedTo(there, one.expectedAt(there), one.period()));
        } else {
            accept(there, at);
        }
        curve.note(there, at);
        driftDetector.restart(pulses);
        if (one.isOver()) {
            stated = Optional.empty();
            curve.restart();
            one.undelayed().forEach(each -> curve.note(each.position(), each.at()));
            if (one.givesPhase() && counted) {
                interpretFirstPulses();
            }
        }
    }

    private void accept(List<StatedTempo.Pulse> told) {
        StatedTempo.Pulse first = told.getFirst();
        StatedTempo.Pulse last = told.getLast();
        double period = (last.at() - first.at()) / (last.position() - first.position());
        restart(first.position(), first.at(), period);
        for (StatedTempo.Pulse each : told.subList(1, told.size())) {
            accept(each.position(), each.at());
            curve.note(each.position(), each.at());
        }
    }

    private void follow(TempoChangeDetector.Change change) {
        while (!recent.isEmpty() && recent.getLast().position() > change.known()) {
            recent.removeLast();
            pulses--;
        }
        lock = lock.withLoop(change.line());
        curved = true;
        driftDetector.restart(pulses);
        unclear = 0;
    }

    /**
     * Whether a pulse was delayed together with others and comes after a gap with them: late, and
     * faster after the last than any tempo. It counts, but its arrival time is not used.
     */
    private boolean wasDelayed(double there, double at, double deviation) {
        boolean late = lock.isSettled() && deviation > DELAYED;
        boolean atOnce = at - lastAt < (there - position) * DelayLockedLoop.SHORTEST_PERIOD;
        boolean gap = at - lastAt > GAP * (there - position) * lock.loop().period();
        behindAGap = late && (gap || (behindAGap && atOnce));
        return behindAGap && atOnce;
    }

    private void accept(double there, double at) {
        accept(there, at, lock.onPulse(there, at, memory));
    }

    private void accept(double there, double at, DelayLockedLoopWithJitter after) {
        recent.add(new RecordedPulse(there, at, lock));
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        lock = after;
        position = there;
        lastAt = at;
        pulses++;
    }

    private void interpretFirstPulses() {
        DelayLockedLoopWithJitter first = recent.getFirst().before();
        double[] times = new double[recent.size() + 1];
        times[0] = first.loop().at();
        for (int i = 1; i < times.length; i++) {
            times[i] = recent.get(i - 1).at();
        }
        int[] places = LostOrDoubledFirstPulseDetector.skipped(times);
        if (places[times.length - 1] != 0) {
            List<RecordedPulse> all = List.copyOf(recent);
            recent.clear();
            pulses = 0;
            lock = first;
            for (int i = 0; i < all.size(); i++) {
                accept(all.get(i).position() + places[i + 1] * step, all.get(i).at());
            }
        }
    }

    private void interpretDeviations() {
        long oldest = pulses - recent.size();
        int first = (int) Math.max(driftDetector.since() - oldest, 0);
        List<RecordedPulse> deviating = List.copyOf(recent.subList(first, recent.size()));
        DelayLockedLoopWithJitter before = deviating.getFirst().before();
        List<PulseDeviationAnalysis.Residual> residuals =
                deviating.stream()
                        .map(recordedPulse -> recordedPulse.residualOf(before.loop()))
                        .toList();
        double pulse = counted ? step * before.loop().period() : Double.POSITIVE_INFINITY;
        double variance = before.variance() * before.caution();
        new PulseDeviationAnalysis(residuals, before.loop().position(), pulse, variance)
                .explain(unclear)
                .ifPresent(pulseDeviationCause -> apply(pulseDeviationCause, deviating));
    }

    private void apply(PulseDeviationCause pulseDeviationCause, List<RecordedPulse> deviating) {
        unclear = 0;
        switch (pulseDeviationCause) {
            case PulseDeviationCause.Coincidence() -> driftDetector.restart(pulses);
            case PulseDeviationCause.TempoChange(int from) when sparse && curve.hasTempo() ->
                    driftDetector.restart(pulses);
            case PulseDeviationCause.TempoChange(int from) ->
                    replay(deviating, from, 0, lockBefore(deviating, from).readyForTempoChange());
            case PulseDeviationCause.LostPulses(int from, int slipped) ->
                    replay(deviating, from, slipped * step, lockBefore(deviating, from));
            case PulseDeviationCause.PhaseShift(int from, int slipped, double micros) -> {
                DelayLockedLoopWithJitter before = lockBefore(deviating, from);
                replay(
                        deviating,
                        from,
                        slipped * step,
                        before.movedTo(before.loop().position(), before.loop().at() + micros));
            }
        }
    }

    private static DelayLockedLoopWithJitter lockBefore(List<RecordedPulse> deviating, int from) {
        return deviating.get(from).before();
    }

    private void replay(
            List<RecordedPulse> deviating,
            int from,
            double moved,
            DelayLockedLoopWithJitter before) {
        List<RecordedPulse> changed = deviating.subList(from, deviating.size());
        recent.subList(recent.size() - changed.size(), recent.size()).clear();
        pulses -= changed.size();
        lock = before;
        curve.restart();
        for (RecordedPulse each : changed) {
            accept(each.position() + moved, each.at());
            curve.note(each.position() + moved, each.at());
        }
        driftDetector.restart(pulses);
    }

    /** The clock states its tempo: the loop takes it over and refines it. */
    void stated(double period, double at) {
        boolean first = lock.pulseCount() == 1;
        boolean settled = lock.isSettled();
        Optional<StatedTempo> same = stated.filter(each -> each.isAbout(period));
        lock = lock.withStatedPeriod(period, at);
        if (first) {
            followStatedFromStart(period);
        } else if (same.isPresent()) {
            stated = Optional.of(same.get().at(period, at));
        } else if (step >= SPARSE) {
            stated = Optional.of(new StatedTempo(period, !settled));
        }
        curve.restart();
        driftDetector.restart(pulses);
        unclear = 0;
    }

    /**
     * The root mean square of the errors of the last pulses when they arrived, in microseconds,
     * without the first few.
     */
    double jitter() {
        List<RecordedPulse> last =
                recent.subList(Math.max(0, recent.size() - JITTER_PULSES), recent.size());
        double squares = 0;
        int known = 0;
        for (RecordedPulse each : last) {
            DelayLockedLoopWithJitter before = each.before();
            if (before.isSettled() && before.loop().errorSpread() < MOST_UNCERTAINTY) {
                double miss = each.residualOf(before.loop()).micros();
                squares += miss * miss;
                known++;
            }
        }
        return known == 0 ? 0 : StrictMath.sqrt(squares / known);
    }

    /** How far a pulse there would be off the line, in units of the expected error. */
    double deviation(double there, double at) {
        return lock.deviation(there, at);
    }

    boolean isSettled() {
        return lock.isSettled();
    }
}
