package io.downbeat.clock.follow;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The pulses that lead: the finest kind that is heard, the train of them, and the line through it.
 * Not thread safe.
 */
final class LeadingPulses {

    /** The quarters of 300 and 20 a minute, the tempos there are. */
    private static final double FASTEST = 200_000;

    private static final double SLOWEST = 3_000_000;

    /** A second pulse this much later than at the slowest tempo is not coming. */
    private static final double TOO_SLOW = 1.1;

    private static final double LONG_SILENCE = 2_000_000;
    private static final double TICKS_SILENCE = 500_000;
    private static final double TICKS_MISSED = 12;
    private static final double PULSES_MISSED = 2.5;
    private static final double UNKNOWN = 1;
    private static final double GUESSED = 0.1;
    private static final double FITTING = 3;
    private static final double OTHER_TEMPO = 0.01;

    /** A phase this far past the beat still belongs to its beginning. */
    private static final double JUST_BEGUN = 0.1;

    private final SongBeatLocator count;
    private double presumed;
    private PulseKind pulseKind = PulseKind.BAR;
    private Optional<PulseSequence> train = Optional.empty();
    private Optional<PulseSequence> former = Optional.empty();
    private Optional<Timeline> bare = Optional.empty();
    private OptionalDouble stated = OptionalDouble.empty();
    private double statedAt;
    private final TickNumberDecoder numbers = new TickNumberDecoder();
    private OptionalInt further = OptionalInt.empty();

    LeadingPulses(Tempo presumed, SongBeatLocator count) {
        this.presumed = presumed.microsPerBeat();
        this.count = count;
    }

    /** Whether a pulse of that kind leads, from now on if it is finer than what has led. */
    boolean lead(PulseKind heard, double at) {
        if (heard == pulseKind) {
            return true;
        }
        if (train.isPresent() && !heard.isFinerThan(pulseKind) && !isSilent(at)) {
            return false;
        }
        former = train.or(() -> former);
        train = Optional.empty();
        pulseKind = heard;
        return true;
    }

    boolean isHeard() {
        return train.isPresent() || former.isPresent();
    }

    /**
     * What comes next begins anew, in whatever kind of pulses and at whatever tempo, unless that is
     * stated; until two of them have told, the last tempo is presumed.
     */
    void forget() {
        presumed = line().map(line -> line.tempo().microsPerBeat()).orElse(presumed);
        presumed = Math.clamp(presumed, FASTEST, SLOWEST);
        train = Optional.empty();
        former = Optional.empty();
        pulseKind = PulseKind.BAR;
        numbers.forget();
        further = OptionalInt.empty();
        count.forget();
    }

    /** The next pulse of the leading kind, one after the last. */
    void next(PulseKind heard, double at) {
        if (train.isEmpty()) {
            begin(at);
        } else if (further.isPresent()) {
            onNumberedPulse(train().position() + further.getAsInt() * step(), at);
        } else if (isSilent(at) && !train().knowsItsPlace(at)) {
            again(nearest(at), at);
        } else {
            train().next(at);
        }
        further = OptionalInt.empty();
        count.atLeast(heard == PulseKind.TICK ? SyncLevel.TEMPO : SyncLevel.BEAT);
    }

    /** The next pulse of the leading kind is there in the song. */
    void locate(double place, double at) {
        if (train.isEmpty()) {
            begin(at);
        } else {
            double there = train().position() + step();
            if (!isSilent(at) && Math.abs(train().surprise(there, at)) < FITTING) {
                train().onNumberedPulse(there, at);
            } else {
                again(there, at);
            }
        }
        further = OptionalInt.empty();
        count.locate(train().position(), place);
    }

    /** The master is about to begin there, with its next pulse. */
    void expect(double place, double at) {
        if (train.isEmpty()) {
            bare = bare.map(line -> line.with(Beats.of(place), moment(at)));
        } else if (pulseKind == PulseKind.TICK && train().isSettled() && !isSilent(at)) {
            count.locate(train().position() + step(), place);
        }
    }

    void beat(int number, double at) {
        boolean first = train.isEmpty();
        double expected = expected(at);
        if (number < 1) {
            next(PulseKind.BEAT, at);
            count.beat(count.song(train().position()));
            return;
        }
        switch (count.beat(number, count.song(expected))) {
            case SongBeatLocator.Result.Doubled() -> {}
            case SongBeatLocator.Result.At(double place) -> {
                onNumberedPulse(count.train(place), at);
                count.atLeast(SyncLevel.BAR);
            }
            case SongBeatLocator.Result.Leap(double place) -> {
                onNumberedPulse(
                        first ? expected : Math.max(Math.rint(expected), train().position() + 1),
                        at);
                count.locate(train().position(), place);
            }
        }
    }

    void beatAmongFiner(int number, double at) {
        double near = pulseNear(at);
        double place = count.song(near);
        if (number < 1) {
            count.align(near, Math.rint(place), SyncLevel.BEAT);
            count.beat(Math.rint(place));
            return;
        }
        switch (count.beat(number, place)) {
            case SongBeatLocator.Result.Doubled() -> {}
            case SongBeatLocator.Result.At(double there) -> count.align(near, there, SyncLevel.BAR);
            case SongBeatLocator.Result.Leap(double there) -> count.locate(near, there);
        }
    }

    void bar(int number, double at) {
        double bar = count.bar();
        if (train.isEmpty()) {
            begin(at);
            double place = number < 1 ? count.nearestBar(here()) : (number - 1) * bar;
            count.align(train().position(), place, number < 1 ? SyncLevel.BAR : SyncLevel.PLACE);
            return;
        }
        double inRow = train().position() + bar;
        double said = count.train((number - 1) * bar);
        double expected = expected(at);
        boolean fits = Math.abs(said - expected) < bar / 2 || Math.abs(said - inRow) < 1;
        if (number > 1 && fits && said > train().position()) {
            onNumberedPulse(said, at);
        } else if (isSilent(at)) {
            again(inRow + Math.rint((expected - inRow) / bar) * bar, at);
        } else {
            train().next(at);
        }
        if (number == 1) {
            count.locate(train().position(), 0);
        }
    }

    void barAmongFiner(int number, double at) {
        double near = pulseNear(at);
        if (number < 1) {
            count.align(near, count.nearestBar(Math.rint(count.song(near))), SyncLevel.BAR);
        } else if (!count.isNumberedThroughout()) {
            count.align(near, (number - 1) * count.bar(), SyncLevel.PLACE);
        }
    }

    void phase(double phase, double at) {
        if (train.isEmpty()) {
            double whole = former.isPresent() ? Math.rint(expected(at) - phase) : 0;
            begin(whole + phase, at);
        } else {
            double position = train().position();
            double forward = phase - position - Math.floor(phase - position);
            double gone = train().lock().onPulse() < 3 ? forward : expected(at) - position;
            double by = forward + Math.rint(gone - forward);
            if (by <= 0) {
                return;
            }
            onNumberedPulse(position + by, at);
        }
        count.atLeast(SyncLevel.BEAT);
    }

    /** The train's beat from which a master begins that has just told its phase. */
    double wholeFrom() {
        return Math.ceil(train().position() - JUST_BEGUN);
    }

    /** The tempo by the master's words; where pulses tell it more finely, only a new one counts. */
    void stated(Tempo tempo, double at) {
        double period =
                Math.clamp(
                        tempo.microsPerBeat(), DelayLockedLoop.SHORTEST, DelayLockedLoop.LONGEST);
        HostMicros moment = moment(at);
        Beats origin = bare.map(line -> line.beatsAt(moment)).orElse(Beats.ZERO);
        bare = Optional.of(new Timeline(new Tempo(60e6 / period), origin, moment));
        boolean news = stated.isEmpty() || stated.getAsDouble() != period;
        if (train.isPresent() && news) {
            double off = Math.abs(period / train().line().period() - 1);
            if (off > OTHER_TEMPO || !train().isSettled()) {
                train().stated(period, at);
            }
        }
        stated = OptionalDouble.of(period);
        statedAt = at;
        count.atLeast(SyncLevel.TEMPO);
    }

    /** Whether a tick of that number counts; if so, it also says which of the next it is. */
    boolean numbered(int number, double at) {
        boolean ticks = pulseKind == PulseKind.TICK && train.isPresent();
        double byTime = ticks ? (expected(at) - train().position()) / step() : 1;
        OptionalInt gone = numbers.since(number, byTime);
        further = ticks ? gone : OptionalInt.empty();
        return gone.isEmpty() || gone.getAsInt() > 0;
    }

    /** The pulse that comes at this moment, or the nearest to it. */
    double pulseNear(double at) {
        if (pulseKind == PulseKind.PHASE) {
            return Math.rint(expected(at));
        }
        boolean last = at - train().lastAt() < pulseMicros() / 2;
        return train().position() + (last ? 0 : step());
    }

    /** The song position of the next pulse. */
    double upcoming() {
        return train.isPresent() ? count.song(train().position() + step()) : 0;
    }

    Optional<Timeline> line() {
        if (train.isEmpty()) {
            return former.isPresent() ? Optional.of(line(former.get().line())) : bare;
        }
        if (isTempoKnown()) {
            return Optional.of(line(train().line()));
        }
        Beats second = Beats.of(count.song(train().position() + step()));
        return former.isPresent() || count.syncLevel().covers(SyncLevel.BEAT)
                ? Optional.of(line(train().line()).waitingFor(second))
                : bare;
    }

    /** Whether two pulses have told the tempo, or the master's words; else it is presumed. */
    private boolean isTempoKnown() {
        return stated.isPresent()
                || train.filter(each -> each.lock().onPulse() > 1).isPresent()
                || former.filter(each -> each.lock().onPulse() > 1).isPresent();
    }

    double jitter() {
        return train.map(PulseSequence::jitter).orElse(0.0);
    }

    /** Microseconds from pulse to pulse, 0 before the first. */
    double pulseMicros() {
        return train.isPresent() ? step() * train().line().period() : 0;
    }

    /** By when the second pulse has come at any tempo there is; 0 where the tempo is known. */
    double secondPulseMicros() {
        return train.isPresent() && !isTempoKnown() ? step() * SLOWEST * TOO_SLOW : 0;
    }

    private Timeline line(DelayLockedLoop loop) {
        return new Timeline(
                new Tempo(60e6 / loop.period()),
                Beats.of(count.song(loop.position())),
                moment(loop.at()));
    }

    private void begin(double at) {
        double there = former.isPresent() ? nearest(at) : 0;
        begin(there, at);
    }

    private void begin(double there, double at) {
        double period = former.map(each -> each.line().period()).orElse(presumed);
        double doubt = former.filter(PulseSequence::isSettled).isPresent() ? GUESSED : UNKNOWN;
        train =
                Optional.of(
                        stated.isPresent()
                                ? PulseSequence.stating(step(), there, at, stated.getAsDouble())
                                : PulseSequence.first(step(), there, at, period, doubt));
    }

    private void onNumberedPulse(double there, double at) {
        if (train.isEmpty()) {
            begin(there, at);
        } else if (isSilent(at) && !train().holdsUntil(at)) {
            again(there, at);
        } else if (there > train().position()) {
            train().onNumberedPulse(there, at);
        }
    }

    private void again(double there, double at) {
        former = train;
        boolean statedSince = stated.isPresent() && statedAt > train().lastAt();
        train =
                Optional.of(
                        statedSince
                                ? PulseSequence.stating(step(), there, at, stated.getAsDouble())
                                : train().again(there, at));
    }

    /** Where the line is now, in the train's count; from the first pulse on it goes by pulses. */
    private double expected(double at) {
        Optional<PulseSequence> heard = train.or(() -> former);
        if (heard.isEmpty()) {
            return 0;
        }
        boolean told = heard.get().lock().onPulse() > 1 || stated.isPresent() || former.isPresent();
        return told ? heard.get().line().positionAt(at) : afterTheFirst(heard.get(), at);
    }

    /** The second pulse may come at any tempo; what comes sooner is the first once more. */
    private static double afterTheFirst(PulseSequence heard, double at) {
        boolean atOnce = at - heard.lastAt() < heard.step() * DelayLockedLoop.SHORTEST;
        return heard.position() + (atOnce ? 0 : heard.step());
    }

    private double nearest(double at) {
        return Math.rint(expected(at) / step()) * step();
    }

    private double here() {
        return count.song(train().position());
    }

    private boolean isSilent(double at) {
        // After one pulse the next may be as far: that is a tempo then, and no silence.
        if (train.isEmpty() || train().lock().onPulse() == 1) {
            return false;
        }
        double silence =
                pulseKind == PulseKind.TICK
                        ? Math.max(TICKS_SILENCE, TICKS_MISSED * pulseMicros())
                        : Math.max(LONG_SILENCE, PULSES_MISSED * pulseMicros());
        return at - train().lastAt() > silence;
    }

    private double step() {
        return pulseKind.quarters(count.meter());
    }

    private PulseSequence train() {
        return train.orElseThrow();
    }

    private static HostMicros moment(double at) {
        return new HostMicros(Math.round(at));
    }
}
