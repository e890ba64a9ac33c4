package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pulses of one kind, and the line through them. What pulse it is that comes is counted, not read
 * off the clock: with much jitter a pulse may lie nearer to its neighbour's place than to its own.
 * That some were lost or doubled, that the tempo changed or the phase moved, shows by the pulses
 * after it; those are then read anew from there on. Not thread safe.
 */
final class PulseSequence {

    private static final int REMEMBERED = 192;
    private static final double QUARTERS_REMEMBERED = 64;
    private static final int LEAST_MEMORY = 96;
    private static final int MEASURED = 96;
    private static final double HELD_UP = 3;
    private static final double AT_ONCE = 500;
    private static final double GAP = 2;
    private static final double LONGEST_GAP = 4_000_000;
    private static final double PULSES_GAP = 6;
    private static final double TURNED = 0.05;

    /** Pulses at least this far apart, in quarters, are too few to wait for many. */
    private static final double SPARSE = 1;

    private static final double SURE = 2;

    /** A pulse, and the lock before it. */
    private record RecordedPulse(double position, double at, JitterTrackingLoop before) {

        Residuals.Miss missOf(DelayLockedLoop line) {
            return new Residuals.Miss(position, at - line.expects(position));
        }
    }

    private final double step;
    private final double memory;
    private boolean counted = true;
    private final List<RecordedPulse> recent = new ArrayList<>();
    private final DriftDetector driftDetector = new DriftDetector();
    private final PulseIndexer pulseIndexer;
    private final DuplicateDetector duplicateDetector;
    private final double begin;
    private JitterTrackingLoop lock;
    private double position;
    private double lastAt;
    private long pulses;
    private int unclear;
    private boolean behindAGap;
    private final TempoChangeDetector curve = new TempoChangeDetector();
    private boolean curved;

    /** Whether the last pulses came so far apart that their curve tells what tempo they have. */
    private boolean sparse;

    /** The tempo that the master has just stated, while that is believed and not its spacings. */
    private Optional<StatedTempo> stated = Optional.empty();

    private PulseSequence(
            double step,
            JitterTrackingLoop lock,
            PulseIndexer pulseIndexer,
            DuplicateDetector duplicateDetector) {
        this.step = step;
        this.pulseIndexer = pulseIndexer;
        this.duplicateDetector = duplicateDetector;
        this.memory = Math.max(LEAST_MEMORY, QUARTERS_REMEMBERED / step);
        this.lock = lock;
        this.position = lock.loop().position();
        this.begin = position;
        this.lastAt = lock.loop().at();
        curve.note(position, lastAt);
    }

    /**
     * A train whose first pulse has just come.
     *
     * @param step quarters from pulse to pulse
     * @param doubt how uncertain the period is: a share of it
     */
    static PulseSequence first(
            double step, double position, double at, double period, double doubt) {
        return new PulseSequence(
                step,
                JitterTrackingLoop.first(position, at, period, doubt),
                new PulseIndexer(false),
                new DuplicateDetector(at));
    }

    /** A train whose first pulse has just come, of a master that has stated its tempo. */
    static PulseSequence stating(double step, double position, double at, double period) {
        PulseSequence train = first(step, position, at, period, JitterTrackingLoop.DIGITS);
        train.holdFromTheFirst(period);
        return train;
    }

    /** The same train found again after a pause, or begun anew, with this pulse. */
    PulseSequence again(double there, double at) {
        return new PulseSequence(
                step, lock.anew(there, at), new PulseIndexer(true), duplicateDetector.begin(at));
    }

    DelayLockedLoop line() {
        return lock.loop();
    }

    JitterTrackingLoop lock() {
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

    /** The next pulse in the row, unless some were lost or doubled. */
    void next(double at) {
        counted = true;
        if (duplicateDetector.isSecond(at)) {
            return;
        }
        if (!lock.isSettled() && duplicateDetector.showsWith(at)) {
            List<Double> firsts = duplicateDetector.firsts();
            int back = (int) Math.round((begin - position) / step);
            double pulse = (firsts.getLast() - firsts.getFirst()) / (firsts.size() - 1);
            accept(new PulseIndexer.IndexedPulse(firsts, back, pulse));
            return;
        }
        int further = pulseIndexer.of(lock, step, lastAt, at);
        if (further > 0) {
            double there = position + further * step;
            accept(there, at, lock.surprise(there, at));
        } else {
            pulseIndexer.nextTurn(lastAt).ifPresent(this::accept);
        }
    }

    /** Whether the line tells which pulse comes at that moment, however long none came. */
    boolean knowsItsPlace(double at) {
        double place = (lock.loop().positionAt(at) - position) / step;
        return holdsUntil(at) && PulseIndexer.isClear(lock, step, place);
    }

    /** Whether the line is still to be trusted at that moment, though no pulse came for long. */
    boolean holdsUntil(double at) {
        double longest = Math.max(LONGEST_GAP, PULSES_GAP * step * lock.loop().period());
        return lock.isSettled() && at - lastAt < longest;
    }

    private void accept(PulseIndexer.IndexedPulse indexedPulse) {
        double there = position + indexedPulse.firstPlace() * step;
        beginAnew(there, indexedPulse.moments().getFirst(), indexedPulse.pulse() / step);
        for (int i = 1; i < indexedPulse.moments().size(); i++) {
            accept(there + i * step, indexedPulse.moments().get(i));
        }
    }

    private void beginAnew(double there, double at, double period) {
        lock = JitterTrackingLoop.first(there, at, period, TURNED);
        recent.clear();
        curve.restart();
        curve.note(there, at);
        pulses = 0;
        unclear = 0;
        driftDetector.restart(0);
        stated = Optional.empty();
    }

    /** A pulse that says itself where it is. */
    void onNumberedPulse(double there, double at) {
        counted = false;
        duplicateDetector.reset();
        accept(there, at, lock.surprise(there, at));
    }

    private void accept(double there, double at, double surprise) {
        if (wasHeldUp(there, at, surprise)) {
            position = there;
            lastAt = at;
            return;
        }
        boolean atOnce =
                counted
                        ? at - lastAt < AT_ONCE
                        : at - lastAt < (there - position) * DelayLockedLoop.SHORTEST;
        if (lock.onPulse() < 3 && atOnce) {
            lock = lock.around(lock.loop().movedTo(there, at));
            curve.restart();
            curve.note(there, at);
            stated.ifPresent(one -> one.begin(there, at));
            position = there;
            lastAt = at;
            return;
        }
        boolean settled = lock.isSettled();
        sparse = there - position >= SPARSE;
        if (stated.isPresent() && sparse) {
            hold(stated.get(), there, at);
            return;
        }
        JitterTrackingLoop before = lock;
        accept(there, at);
        Optional<TempoChangeDetector.Change> change =
                sparse && !behindAGap
                        ? curve.onPulse(there, at, before.variance() * before.caution())
                        : Optional.empty();
        if (change.isPresent()) {
            follow(change.get());
        }
        if (!settled) {
            driftDetector.restart(pulses);
            if (lock.isSettled() && counted && !curved) {
                readTheFirst();
            }
            return;
        }
        if (change.isPresent()) {
            return;
        }
        driftDetector.onSurprise(surprise, pulses - 1);
        unclear = driftDetector.isDrifting() ? unclear + 1 : 0;
        if (unclear > 0) {
            readAnew();
        }
    }

    private void holdFromTheFirst(double period) {
        if (step >= SPARSE) {
            StatedTempo one = new StatedTempo(period, true);
            one.begin(position, lastAt);
            stated = Optional.of(one);
        }
    }

    /**
     * Believes a tempo that has just been stated, until the pulses tell another or are enough. Of a
     * master that plays already the loop goes on refining phase and period.
     */
    private void hold(StatedTempo one, double there, double at) {
        one.heard(there, at);
        List<StatedTempo.Pulse> other = one.otherTempo();
        if (!other.isEmpty()) {
            accept(other);
            return;
        }
        if (one.tellsThePhase()) {
            accept(there, at, lock.heldTo(there, one.expects(there), one.period()));
        } else {
            accept(there, at);
        }
        curve.note(there, at);
        driftDetector.restart(pulses);
        if (one.isOver()) {
            stated = Optional.empty();
            curve.restart();
            one.inTime().forEach(each -> curve.note(each.position(), each.at()));
            if (one.tellsThePhase() && counted) {
                readTheFirst();
            }
        }
    }

    private void accept(List<StatedTempo.Pulse> told) {
        StatedTempo.Pulse first = told.getFirst();
        StatedTempo.Pulse last = told.getLast();
        double period = (last.at() - first.at()) / (last.position() - first.position());
        beginAnew(first.position(), first.at(), period);
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
        lock = lock.around(change.line());
        curved = true;
        driftDetector.restart(pulses);
        unclear = 0;
    }

    /**
     * Whether a pulse has waited on its way with others, and comes behind a gap with them all at
     * once: late, and faster after the last than any tempo. It counts, and says nothing of when it
     * was due.
     */
    private boolean wasHeldUp(double there, double at, double surprise) {
        boolean late = lock.isSettled() && surprise > HELD_UP;
        boolean atOnce = at - lastAt < (there - position) * DelayLockedLoop.SHORTEST;
        boolean gap = at - lastAt > GAP * (there - position) * lock.loop().period();
        behindAGap = late && (gap || (behindAGap && atOnce));
        return behindAGap && atOnce;
    }

    private void accept(double there, double at) {
        accept(there, at, lock.onPulse(there, at, memory));
    }

    private void accept(double there, double at, JitterTrackingLoop after) {
        recent.add(new RecordedPulse(there, at, lock));
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        lock = after;
        position = there;
        lastAt = at;
        pulses++;
    }

    private void readTheFirst() {
        JitterTrackingLoop first = recent.getFirst().before();
        double[] times = new double[recent.size() + 1];
        times[0] = first.loop().at();
        for (int i = 1; i < times.length; i++) {
            times[i] = recent.get(i - 1).at();
        }
        int[] further = InitialFit.further(times);
        if (further[times.length - 1] != 0) {
            List<RecordedPulse> all = List.copyOf(recent);
            recent.clear();
            pulses = 0;
            lock = first;
            for (int i = 0; i < all.size(); i++) {
                accept(all.get(i).position() + further[i + 1] * step, all.get(i).at());
            }
        }
    }

    private void readAnew() {
        long oldest = pulses - recent.size();
        int first = (int) Math.max(driftDetector.since() - oldest, 0);
        List<RecordedPulse> doubtful = List.copyOf(recent.subList(first, recent.size()));
        JitterTrackingLoop before = doubtful.getFirst().before();
        List<Residuals.Miss> misses =
                doubtful.stream()
                        .map(recordedPulse -> recordedPulse.missOf(before.loop()))
                        .toList();
        double pulse = counted ? step * before.loop().period() : Double.POSITIVE_INFINITY;
        double variance = before.variance() * before.caution();
        new Residuals(misses, before.loop().position(), pulse, variance)
                .reading(unclear)
                .ifPresent(deviationCause -> read(deviationCause, doubtful));
    }

    private void read(DeviationCause deviationCause, List<RecordedPulse> doubtful) {
        unclear = 0;
        switch (deviationCause) {
            case DeviationCause.Coincidence() -> driftDetector.restart(pulses);
            case DeviationCause.TempoChange(int from) when sparse && curve.hasTempo() ->
                    driftDetector.restart(pulses);
            case DeviationCause.TempoChange(int from) ->
                    again(doubtful, from, 0, lockBefore(doubtful, from).ready());
            case DeviationCause.LostPulses(int from, int slipped) ->
                    again(doubtful, from, slipped * step, lockBefore(doubtful, from));
            case DeviationCause.PhaseShift(int from, int slipped, double micros) -> {
                JitterTrackingLoop before = lockBefore(doubtful, from);
                again(
                        doubtful,
                        from,
                        slipped * step,
                        before.movedTo(before.loop().position(), before.loop().at() + micros));
            }
        }
    }

    private static JitterTrackingLoop lockBefore(List<RecordedPulse> doubtful, int from) {
        return doubtful.get(from).before();
    }

    private void again(
            List<RecordedPulse> doubtful, int from, double moved, JitterTrackingLoop before) {
        List<RecordedPulse> changed = doubtful.subList(from, doubtful.size());
        recent.subList(recent.size() - changed.size(), recent.size()).clear();
        pulses -= changed.size();
        lock = before;
        curve.restart(changed.getFirst().position());
        for (RecordedPulse each : changed) {
            accept(each.position() + moved, each.at());
            curve.note(each.position() + moved, each.at());
        }
        driftDetector.restart(pulses);
    }

    /** The master says its tempo: the loop takes it over, and refines it. */
    void stated(double period, double at) {
        boolean first = lock.onPulse() == 1;
        boolean settled = lock.isSettled();
        Optional<StatedTempo> same = stated.filter(each -> each.isAbout(period));
        lock = lock.stated(period, at);
        if (first) {
            holdFromTheFirst(period);
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
     * How far the last pulses were off when they came, of those after the first few: root mean
     * square, in microseconds.
     */
    double jitter() {
        List<RecordedPulse> last =
                recent.subList(Math.max(0, recent.size() - MEASURED), recent.size());
        double squares = 0;
        int known = 0;
        for (RecordedPulse each : last) {
            JitterTrackingLoop before = each.before();
            if (before.isSettled() && before.loop().spread() < SURE) {
                double miss = each.missOf(before.loop()).micros();
                squares += miss * miss;
                known++;
            }
        }
        return known == 0 ? 0 : StrictMath.sqrt(squares / known);
    }

    /** How surprising a pulse there would be, in units of what is usual. */
    double surprise(double there, double at) {
        return lock.surprise(there, at);
    }

    boolean isSettled() {
        return lock.isSettled();
    }
}
