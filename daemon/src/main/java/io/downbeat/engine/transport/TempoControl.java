package io.downbeat.engine.transport;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import java.util.Optional;

/**
 * Sets, ramps and nudges the tempo while the program's own clock is the source, or proposes it to
 * Link.
 */
public final class TempoControl implements HostTimedTask {

    /** A nudge that is not repeated ends: address space, rule 14. */
    private static final long NUDGE_TIMEOUT_MICROS = 4_000_000;

    /** A ramp reports its tempo 30 times a second. Its beats are exact in between. */
    private static final long REPORT_INTERVAL_MICROS = 33_333;

    /** A full nudge changes the tempo by a tenth. */
    private static final double LARGEST_NUDGE = 0.1;

    private final Transport transport;
    private final TapTempo tapTempo = new TapTempo();
    private HostMicros nudgeEndsAt = HostMicros.NEVER;
    private HostMicros nextReport = HostMicros.NEVER;
    private Optional<TempoStep> tempoStep = Optional.empty();

    /** A ramp in steps, for Link peers, which have constant tempos only. */
    private record TempoStep(TempoProfile ramp, Beats origin) {}

    public TempoControl(Transport transport) {
        this.transport = transport;
    }

    /**
     * Registers a tap.
     *
     * @param at when the tap arrived
     * @return the tempo of the taps so far; empty before the third
     */
    public Optional<Tempo> tap(HostMicros at) {
        return tapTempo.tap(at);
    }

    /** Changes the tempo from this beat on. */
    public void set(Tempo tempo, CommandContext context) {
        boolean ramping = transport.timeline().tempoProfile().isRamping();
        if (ramping || tempoStep.isPresent() || !tempo.equals(transport.timeline().tempo())) {
            endRamp();
            transport.setTempo(constant(tempo), tempo, context);
        }
    }

    /** Ends a nudge and a ramp, and keeps the tempo that was reported last. */
    public void endNudgeAndRamp(CommandContext context) {
        endRamp();
        if (!nudgeEndsAt.equals(HostMicros.NEVER)) {
            nudge(0, context);
        }
        transport.setTempo(constant(transport.tempo()), transport.tempo(), context);
    }

    @Override
    public HostMicros next() {
        return transport.playing()
                ? nudgeEndsAt.orEarlier(nextReport.orEarlier(rampEnd()))
                : nudgeEndsAt;
    }

    @Override
    public void perform(CommandContext context) {
        if (!nudgeEndsAt.isAfter(context.host())) {
            nudge(0, context);
        }
        if (!nextReport.orEarlier(rampEnd()).isAfter(context.host())) {
            nextReport = context.host().plus(REPORT_INTERVAL_MICROS);
            continueRamp(context);
        }
    }

    @Override
    public String toString() {
        return "the tempo";
    }

    /**
     * Ramps to a tempo.
     *
     * @param shared whether a Link session follows; it has constant tempos only, so the ramp goes
     *     in steps
     */
    public void ramp(Tempo to, double quarters, boolean shared, CommandContext context) {
        Tempo from = transport.timeline().tempoAt(context.beat());
        TempoProfile ramp = constant(from).rampingTo(to, quarters);
        endRamp();
        if (!ramp.isRamping()) {
            set(to, context);
            return;
        }
        nextReport = context.host();
        if (shared) {
            tempoStep = Optional.of(new TempoStep(ramp, context.beat()));
        } else {
            transport.setTempo(ramp, from, context);
        }
    }

    /** Reports the tempo that a ramp has reached, and ends the ramp at its target. */
    private void continueRamp(CommandContext context) {
        if (tempoStep.isPresent()) {
            double passed = context.beat().minus(tempoStep.get().origin()).quarters();
            TempoProfile left = tempoStep.get().ramp().after(passed);
            transport.setTempo(constant(left.from()), left.from(), context);
            if (!left.isRamping()) {
                endRamp();
            }
            return;
        }
        TempoProfile tempoProfile = transport.timeline().tempoProfile();
        boolean over = !rampEnd().isAfter(context.host());
        TempoProfile left =
                tempoProfile.after(context.beat().minus(transport.timeline().origin()).quarters());
        if (over || !left.isRamping()) {
            endRamp();
            transport.setTempo(constant(tempoProfile.to()), tempoProfile.to(), context);
        } else {
            transport.announceTempo(left.from(), context);
        }
    }

    private HostMicros rampEnd() {
        TempoProfile tempoProfile = transport.timeline().tempoProfile();
        return tempoProfile.isRamping()
                ? transport.momentOf(
                        transport.timeline().origin().plus(Beats.of(tempoProfile.quarters())))
                : HostMicros.NEVER;
    }

    /** Bends the tempo by up to a tenth, -1 to 1, until it is set back or not repeated in time. */
    public void nudge(double bend, CommandContext context) {
        nudgeEndsAt = bend == 0 ? HostMicros.NEVER : context.host().plus(NUDGE_TIMEOUT_MICROS);
        if (bend != transport.state().nudge()) {
            transport.setNudge(
                    transport.tempoProfileAt(context).bentBy(bend * LARGEST_NUDGE), bend, context);
        }
    }

    /** Taps, nudge and ramp as they are now. */
    public EngineSnapshot.TempoChanges snapshot() {
        return new EngineSnapshot.TempoChanges(
                tapTempo.taps(),
                tapTempo.lastTap(),
                nudgeEndsAt,
                nextReport,
                tempoStep.map(step -> new EngineSnapshot.TempoSteps(step.ramp(), step.origin())));
    }

    /** Restores these values. */
    public void restore(EngineSnapshot.TempoChanges changes) {
        tapTempo.restore(changes.taps(), changes.lastTap());
        nudgeEndsAt = changes.nudgeEndsAt();
        nextReport = changes.nextReport();
        tempoStep = changes.steps().map(steps -> new TempoStep(steps.ramp(), steps.origin()));
    }

    private TempoProfile constant(Tempo tempo) {
        return TempoProfile.of(tempo).bentBy(transport.state().nudge() * LARGEST_NUDGE);
    }

    private void endRamp() {
        nextReport = HostMicros.NEVER;
        tempoStep = Optional.empty();
    }
}
