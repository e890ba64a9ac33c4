package io.downbeat.clock.follow;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Tracks the finest kind of pulse that is received, and the line through its pulses. Only this kind
 * leads; coarser pulses are used for the position in the song.
 */
final class FinestPulseKindTracker {

    /** Microseconds a quarter at 300 and 20 quarters a minute, the range of tempos. */
    private static final double FASTEST = 200_000;

    private static final double SLOWEST = 3_000_000;

    /** A second pulse is not waited for longer than this many times the slowest spacing. */
    private static final double TOO_SLOW = 1.1;

    /**
     * Microseconds: after this, or after some missed pulses if those are slower, the clock was
     * silent.
     */
    private static final double LONG_SILENCE = 2_000_000;

    /** Microseconds: the same for ticks. */
    private static final double TICKS_SILENCE = 500_000;

    /** Ticks, half a quarter. */
    private static final double TICKS_MISSED = 12;

    /** Pulses: two were missed for sure. */
    private static final double PULSES_MISSED = 2.5;

    /** A share: the period error of a tempo that is only presumed. */
    private static final double UNKNOWN = 1;

    /** A share: the period error of a tempo that another kind of pulse has given. */
    private static final double GUESSED = 0.1;

    /**
     * In expected errors: a relocated pulse that is this near to the line continues it (three
     * sigma).
     */
    private static final double FITTING = 3;

    /** A share: a stated tempo that differs by more from a measured one is another tempo. */
    private static final double OTHER_TEMPO = 0.01;

    /** Quarters: a phase this little past the beat still belongs to its beginning. */
    private static final double JUST_BEGUN = 0.1;

    private final PulseCountToSongBeat count;
    private double presumed;
    private PulseKind pulseKind = PulseKind.BAR;
    private Optional<PulseLineFit> sequence = Optional.empty();
    private Optional<PulseLineFit> previous = Optional.empty();
    private Optional<Timeline> statedLine = Optional.empty();
    private OptionalDouble stated = OptionalDouble.empty();
    private double statedAt;
    private final TickNumberUnwrapper numbers = new TickNumberUnwrapper();
    private OptionalInt skippedTicks = OptionalInt.empty();

    FinestPulseKindTracker(Tempo presumed, PulseCountToSongBeat count) {
        this.presumed = presumed.microsPerBeat();
        this.count = count;
    }

    /**
     * Whether a pulse of that kind leads; from now on it does, if it is finer than the leading
     * kind.
     */
    boolean leads(PulseKind kind, double at) {
        if (kind == pulseKind) {
            return true;
        }
        if (sequence.isPresent() && !kind.isFinerThan(pulseKind) && !isSilent(at)) {
            return false;
        }
        previous = sequence.or(() -> previous);
        sequence = Optional.empty();
        pulseKind = kind;
        return true;
    }

    boolean isReceived() {
        return sequence.isPresent() || previous.isPresent();
    }

    /**
     * Restarts with any kind of pulse at any tempo. Until the next pulses give a tempo or it is
     * stated, the last one is presumed.
     */
    void forget() {
        presumed = line().map(line -> line.tempo().microsPerBeat()).orElse(presumed);
        presumed = Math.clamp(presumed, FASTEST, SLOWEST);
        sequence = Optional.empty();
        previous = Optional.empty();
        pulseKind = PulseKind.BAR;
        numbers.forget();
        skippedTicks = OptionalInt.empty();
        count.forget();
    }

    /** The next pulse of the leading kind. */
    void next(PulseKind kind, double at) {
        if (sequence.isEmpty()) {
            begin(at);
        } else if (skippedTicks.isPresent()) {
            onNumberedPulse(sequence().position() + skippedTicks.getAsInt() * step(), at);
        } else if (isSilent(at) && !sequence().knowsPositionAt(at)) {
            restart(nearest(at), at);
        } else {
            sequence().onPulse(at);
        }
        skippedTicks = OptionalInt.empty();
        count.atLeast(kind == PulseKind.TICK ? ClockSyncLevel.TEMPO : ClockSyncLevel.BEAT);
    }

    /** The next pulse of the leading kind is at that song position. */
    void locate(double place, double at) {
        if (sequence.isEmpty()) {
            begin(at);
        } else {
            double there = sequence().position() + step();
            if (!isSilent(at) && Math.abs(sequence().deviation(there, at)) < FITTING) {
                sequence().onNumberedPulse(there, at);
            } else {
                restart(there, at);
            }
        }
        skippedTicks = OptionalInt.empty();
        count.locate(sequence().position(), place);
    }

    /** The clock is about to start at that song position with its next pulse. */
    void expect(double place, double at) {
        if (sequence.isEmpty()) {
            statedLine = statedLine.map(line -> line.with(Beats.of(place), moment(at)));
        } else if (pulseKind == PulseKind.TICK && sequence().isSettled() && !isSilent(at)) {
            count.locate(sequence().position() + step(), place);
        }
    }

    void onBeat(int number, double at) {
        boolean first = sequence.isEmpty();
        double expected = expected(at);
        if (number < 1) {
            next(PulseKind.BEAT, at);
            count.beat(count.songPosition(sequence().position()));
            return;
        }
        switch (count.beat(number, count.songPosition(expected))) {
            case PulseCountToSongBeat.Result.Duplicate() -> {}
            case PulseCountToSongBeat.Result.At(double place) -> {
                onNumberedPulse(count.sequencePosition(place), at);
                count.atLeast(ClockSyncLevel.BAR);
            }
            case PulseCountToSongBeat.Result.Jump(double place) -> {
                onNumberedPulse(
                        first ? expected : Math.max(Math.rint(expected), sequence().position() + 1),
                        at);
                count.locate(sequence().position(), place);
            }
        }
    }

    void onBeatAmongFiner(int number, double at) {
        double near = pulseNear(at);
        double place = count.songPosition(near);
        if (number < 1) {
            count.align(near, Math.rint(place), ClockSyncLevel.BEAT);
            count.beat(Math.rint(place));
            return;
        }
        switch (count.beat(number, place)) {
            case PulseCountToSongBeat.Result.Duplicate() -> {}
            case PulseCountToSongBeat.Result.At(double there) ->
                    count.align(near, there, ClockSyncLevel.BAR);
            case PulseCountToSongBeat.Result.Jump(double there) -> count.locate(near, there);
        }
    }

    void onBar(int number, double at) {
        double bar = count.bar();
        if (sequence.isEmpty()) {
            begin(at);
            double place = number < 1 ? count.nearestBar(here()) : (number - 1) * bar;
            count.align(
                    sequence().position(),
                    place,
                    number < 1 ? ClockSyncLevel.BAR : ClockSyncLevel.POSITION);
            return;
        }
        double inRow = sequence().position() + bar;
        double numbered = count.sequencePosition((number - 1) * bar);
        double expected = expected(at);
        boolean fits = Math.abs(numbered - expected) < bar / 2 || Math.abs(numbered - inRow) < 1;
        if (number > 1 && fits && numbered > sequence().position()) {
            onNumberedPulse(numbered, at);
        } else if (isSilent(at)) {
            restart(inRow + Math.rint((expected - inRow) / bar) * bar, at);
        } else {
            sequence().onPulse(at);
        }
        if (number == 1) {
            count.locate(sequence().position(), 0);
        }
    }

    void onBarAmongFiner(int number, double at) {
        double near = pulseNear(at);
        if (number < 1) {
            count.align(
                    near,
                    count.nearestBar(Math.rint(count.songPosition(near))),
                    ClockSyncLevel.BAR);
        } else if (!count.isNumberedThroughout()) {
            count.align(near, (number - 1) * count.bar(), ClockSyncLevel.POSITION);
        }
    }

    void onPhase(double phase, double at) {
        if (sequence.isEmpty()) {
            double whole = previous.isPresent() ? Math.rint(expected(at) - phase) : 0;
            begin(whole + phase, at);
        } else {
            double position = sequence().position();
            double forward = phase - position - Math.floor(phase - position);
            double gone = sequence().lock().pulseCount() < 3 ? forward : expected(at) - position;
            double by = forward + Math.rint(gone - forward);
            if (by <= 0) {
                return;
            }
            onNumberedPulse(position + by, at);
        }
        count.atLeast(ClockSyncLevel.BEAT);
    }

    /** The beat of the sequence at which a clock starts that has just given its phase. */
    double wholeFrom() {
        return Math.ceil(sequence().position() - JUST_BEGUN);
    }

    /** The clock states its tempo. If pulses give it more exactly, only another tempo counts. */
    void stated(Tempo tempo, double at) {
        double period =
                Math.clamp(
                        tempo.microsPerBeat(),
                        DelayLockedLoop.SHORTEST_PERIOD,
                        DelayLockedLoop.LONGEST_PERIOD);
        HostMicros moment = moment(at);
        Beats origin = statedLine.map(line -> line.beatsAt(moment)).orElse(Beats.ZERO);
        statedLine = Optional.of(new Timeline(new Tempo(60e6 / period), origin, moment));
        boolean news = stated.isEmpty() || stated.getAsDouble() != period;
        if (sequence.isPresent() && news) {
            double off = Math.abs(period / sequence().line().period() - 1);
            if (off > OTHER_TEMPO || !sequence().isSettled()) {
                sequence().stated(period, at);
            }
        }
        stated = OptionalDouble.of(period);
        statedAt = at;
        count.atLeast(ClockSyncLevel.TEMPO);
    }

    /**
     * Whether a tick with that number counts; it also determines how many ticks were skipped before
     * it.
     */
    boolean isCounted(int number, double at) {
        boolean ticks = pulseKind == PulseKind.TICK && sequence.isPresent();
        double byTime = ticks ? (expected(at) - sequence().position()) / step() : 1;
        OptionalInt gone = numbers.since(number, byTime);
        skippedTicks = ticks ? gone : OptionalInt.empty();
        return gone.isEmpty() || gone.getAsInt() > 0;
    }

    /** The position of the pulse that arrives at this moment, or of the nearest one. */
    double pulseNear(double at) {
        if (pulseKind == PulseKind.PHASE) {
            return Math.rint(expected(at));
        }
        boolean last = at - sequence().lastAt() < pulseMicros() / 2;
        return sequence().position() + (last ? 0 : step());
    }

    /** The song position of the next pulse. */
    double upcoming() {
        return sequence.isPresent() ? count.songPosition(sequence().position() + step()) : 0;
    }

    Optional<Timeline> line() {
        if (sequence.isEmpty()) {
            return previous.isPresent() ? Optional.of(line(previous.get().line())) : statedLine;
        }
        if (isTempoKnown()) {
            return Optional.of(line(sequence().line()));
        }
        Beats second = Beats.of(count.songPosition(sequence().position() + step()));
        return previous.isPresent() || count.clockSyncLevel().covers(ClockSyncLevel.BEAT)
                ? Optional.of(line(sequence().line()).haltingBefore(second))
                : statedLine;
    }

    /** Whether two pulses or a statement have given the tempo; else it is presumed. */
    private boolean isTempoKnown() {
        return stated.isPresent()
                || sequence.filter(each -> each.lock().pulseCount() > 1).isPresent()
                || previous.filter(each -> each.lock().pulseCount() > 1).isPresent();
    }

    double jitter() {
        return sequence.map(PulseLineFit::jitter).orElse(0.0);
    }

    /** Microseconds between pulses, 0 before the first. */
    double pulseMicros() {
        return sequence.isPresent() ? step() * sequence().line().period() : 0;
    }

    /** By when the second pulse has come at any tempo, after the first; 0 if the tempo is known. */
    double secondPulseMicros() {
        return sequence.isPresent() && !isTempoKnown() ? step() * SLOWEST * TOO_SLOW : 0;
    }

    private Timeline line(DelayLockedLoop loop) {
        return new Timeline(
                new Tempo(60e6 / loop.period()),
                Beats.of(count.songPosition(loop.position())),
                moment(loop.at()));
    }

    private void begin(double at) {
        double there = previous.isPresent() ? nearest(at) : 0;
        begin(there, at);
    }

    private void begin(double there, double at) {
        double period = previous.map(each -> each.line().period()).orElse(presumed);
        double periodError =
                previous.filter(PulseLineFit::isSettled).isPresent() ? GUESSED : UNKNOWN;
        sequence =
                Optional.of(
                        stated.isPresent()
                                ? PulseLineFit.withStatedTempo(
                                        step(), there, at, stated.getAsDouble())
                                : PulseLineFit.first(step(), there, at, period, periodError));
    }

    private void onNumberedPulse(double there, double at) {
        if (sequence.isEmpty()) {
            begin(there, at);
        } else if (isSilent(at) && !sequence().isTrustedAt(at)) {
            restart(there, at);
        } else if (there > sequence().position()) {
            sequence().onNumberedPulse(there, at);
        }
    }

    private void restart(double there, double at) {
        previous = sequence;
        boolean statedSince = stated.isPresent() && statedAt > sequence().lastAt();
        sequence =
                Optional.of(
                        statedSince
                                ? PulseLineFit.withStatedTempo(
                                        step(), there, at, stated.getAsDouble())
                                : sequence().restartedAt(there, at));
    }

    /**
     * The position at that moment, in the count of the sequence; after a single pulse it goes by
     * pulses.
     */
    private double expected(double at) {
        Optional<PulseLineFit> fit = sequence.or(() -> previous);
        if (fit.isEmpty()) {
            return 0;
        }
        boolean hasTempo =
                fit.get().lock().pulseCount() > 1 || stated.isPresent() || previous.isPresent();
        return hasTempo ? fit.get().line().positionAt(at) : afterTheFirst(fit.get(), at);
    }

    /** The second pulse may come at any tempo; one that comes sooner is a copy of the first. */
    private static double afterTheFirst(PulseLineFit fit, double at) {
        boolean atOnce = at - fit.lastAt() < fit.step() * DelayLockedLoop.SHORTEST_PERIOD;
        return fit.position() + (atOnce ? 0 : fit.step());
    }

    private double nearest(double at) {
        return Math.rint(expected(at) / step()) * step();
    }

    private double here() {
        return count.songPosition(sequence().position());
    }

    private boolean isSilent(double at) {
        // After a single pulse a long spacing is a tempo, not a silence.
        if (sequence.isEmpty() || sequence().lock().pulseCount() == 1) {
            return false;
        }
        double silence =
                pulseKind == PulseKind.TICK
                        ? Math.max(TICKS_SILENCE, TICKS_MISSED * pulseMicros())
                        : Math.max(LONG_SILENCE, PULSES_MISSED * pulseMicros());
        return at - sequence().lastAt() > silence;
    }

    private double step() {
        return pulseKind.quarters(count.meter());
    }

    private PulseLineFit sequence() {
        return sequence.orElseThrow();
    }

    private static HostMicros moment(double at) {
        return new HostMicros(Math.round(at));
    }
}
