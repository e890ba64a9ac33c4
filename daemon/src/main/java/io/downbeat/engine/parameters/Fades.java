package io.downbeat.engine.parameters;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.Fade;
import io.downbeat.fade.Transition;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.performance.Performance;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;

/**
 * The fades: how numbers get from where they are to a clip's values. Frames lie on a grid of the
 * host clock and take their values at the beat that falls there; the end of a fade is a beat of its
 * own.
 */
public final class Fades implements HostTimedTask {

    /** Frames a second, unless a receiver wants more. */
    public static final int USUAL_FRAMES = 60;

    /** The numbers that a launch moves, their targets, and the transition. */
    public record LaunchedFade(ClipId clip, Snapshot moves, Transition transition) {}

    private final Parameters parameters;
    private final ActiveFades activeFades;
    private final Transport transport;
    private HostMicros origin;
    private final int framesPerSecond;
    private HostMicros nextFrame;

    /**
     * @param origin a time on the grid of frames
     */
    public Fades(
            Parameters parameters, Transport transport, HostMicros origin, int framesPerSecond) {
        this.parameters = parameters;
        this.activeFades = parameters.activeFades();
        this.transport = transport;
        this.origin = origin;
        this.framesPerSecond = framesPerSecond;
        this.nextFrame = origin;
    }

    /** Counts fades that begin, end or change their place. */
    public long revision() {
        return activeFades.revision();
    }

    /** The course on which a clip's values are still being reached. */
    public Optional<Fade> course(ClipId clip) {
        return activeFades.of(clip).map(LaunchFade::course);
    }

    /** The beat on which the next fade ends. */
    public Optional<Beats> nextEnd() {
        return activeFades.nextEnd();
    }

    /**
     * Begins on a boundary, from the values that are live at this moment. What was never set has
     * nowhere to come from and is written at once; so is the end of a fade that ends here and now.
     */
    public void begin(LaunchedFade launchedFade, Beats boundary, CommandContext context) {
        Snapshot to = launchedFade.moves();
        var from = new Snapshot.Builder(to.size());
        var still = new Snapshot.Builder(to.size());
        var landed = new Snapshot.Builder();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            Optional<LaunchFade> mover = activeFades.mover(parameter);
            if (mover.isEmpty() && !parameters.values().isSet(parameter)) {
                landed.add(to, index);
                continue;
            }
            double start = startOf(parameter, mover, context.beat());
            if (mover.filter(run -> !run.course().end().isAfter(boundary)).isPresent()) {
                landed.add(parameter, start);
            }
            from.add(parameter, start);
            still.add(to, index);
        }
        parameters.write(boundary, Event.Cause.ARRIVAL, context.by(), 0, landed.build());
        Tempo tempo = transport.timeline().tempoAt(context.beat());
        Beats length = launchedFade.transition().beats(transport.meter(), tempo);
        var course = new Fade(boundary, length, launchedFade.transition().curve());
        begin(new LaunchFade(launchedFade.clip(), course, from.build(), still.build()), context);
    }

    /** Ends all that has arrived by this beat, exactly where it leads. */
    public void arrive(Beats at) {
        List<LaunchFade> ending =
                activeFades.runs().stream().filter(run -> !run.course().end().isAfter(at)).toList();
        land(ending, CommandContext.ofScheduledAction(at, transport.momentOf(at)));
    }

    /** Ends all fades where they lead, now. */
    public void cut(CommandContext context) {
        land(activeFades.runs(), context);
    }

    /** Leaves everything where it is. */
    public void freeze() {
        activeFades.runs().forEach(parameters::freeze);
    }

    /** Leaves where it is what moves on a track. */
    public void freeze(TrackId track) {
        activeFades.runs().stream()
                .filter(run -> run.clip().track().equals(track))
                .forEach(parameters::freeze);
    }

    /** The count has jumped so far: a fade keeps what it has of its way behind it and ahead. */
    public void follow(Beats jump) {
        if (!activeFades.isEmpty() && !jump.equals(Beats.ZERO)) {
            activeFades.follow(jump);
        }
    }

    @Override
    public HostMicros next() {
        return activeFades.isEmpty() || !transport.playing() ? HostMicros.NEVER : nextFrame;
    }

    /** Writes a frame. A frame that was due while the transport was stopped is left out. */
    @Override
    public void perform(CommandContext context) {
        boolean missed = nextFrame.isBefore(context.host());
        nextFrame = frameAfter(context.host());
        if (!missed) {
            parameters.glide(context.beat(), activeFades.frame(context.beat()));
        }
    }

    @Override
    public String toString() {
        return "the fades";
    }

    /** Changes with every fade that begins, ends or lets go of a parameter. */
    public long performanceRevision() {
        return revision() * 31 + activeFades.count();
    }

    /** The fades as they are now. */
    public Performance.Fades performance() {
        return new Performance.Fades(origin, activeFades.performance());
    }

    /** Goes on with these, after everything up to a time has been performed. */
    public void restore(Performance.Fades was, HostMicros performedUntil) {
        origin = was.origin();
        activeFades.restore(was.running());
        nextFrame = frameAfter(performedUntil);
    }

    private double startOf(int parameter, Optional<LaunchFade> mover, Beats now) {
        return mover.isPresent()
                ? activeFades.valueAt(parameter, mover.get(), now)
                : parameters.values().number(parameter);
    }

    private void begin(LaunchFade run, CommandContext context) {
        if (run.to().isEmpty()) {
            return;
        }
        if (activeFades.isEmpty()) {
            nextFrame = frameAfter(context.host());
        }
        parameters.move(run);
    }

    private void land(List<LaunchFade> ending, CommandContext context) {
        Snapshot targets = activeFades.targets(ending);
        parameters.write(context.beat(), Event.Cause.ARRIVAL, context.by(), 0, targets);
    }

    /** The first point of the grid after a time; floored, so that a point finds the next one. */
    private HostMicros frameAfter(HostMicros moment) {
        long index =
                Math.floorDiv((moment.since(origin) + 1) * framesPerSecond - 1, 1_000_000L) + 1;
        return origin.plus(Math.floorDiv(index * 1_000_000L, (long) framesPerSecond));
    }
}
