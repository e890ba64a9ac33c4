package io.downbeat.engine.parameters;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fades numbers from their present values to a clip's values. Frames are on a grid of the host
 * clock and have the values of the beat at that time. The end of a fade is on its own beat.
 */
public final class ParameterFader implements HostTimedTask {

    /** Frames a second, unless a receiver wants more. */
    public static final int USUAL_FRAMES_PER_SECOND = 60;

    private final LiveValuesAndTouches parameters;
    private final ActiveFades activeFades;
    private final Transport transport;
    private HostMicros origin;
    private final int framesPerSecond;
    private HostMicros nextFrame;

    /**
     * @param origin a time on the grid of frames
     */
    public ParameterFader(
            LiveValuesAndTouches parameters,
            Transport transport,
            HostMicros origin,
            int framesPerSecond) {
        this.parameters = parameters;
        this.activeFades = parameters.activeFades();
        this.transport = transport;
        this.origin = origin;
        this.framesPerSecond = framesPerSecond;
        this.nextFrame = origin;
    }

    /** Changes whenever a fade starts, ends or is shifted. */
    public long revision() {
        return activeFades.revision();
    }

    /** The fade to a clip's values, while it is active. */
    public Optional<FadeTiming> fadeTo(ClipId clip) {
        return activeFades.latestTo(clip).map(FadeOfOneLaunch::fadeTiming);
    }

    /** The beat on which the next fade ends. */
    public Optional<Beats> nextEnd() {
        return activeFades.nextEnd();
    }

    /**
     * Starts a fade on a boundary, from the live values. An unset parameter has no start value and
     * is written at once. The final values of fades that end on this boundary are written first.
     *
     * @param to the numbers that the launch of the clip fades, with their target values
     */
    public void start(
            ClipId clip,
            ParameterValueList to,
            Transition transition,
            Beats boundary,
            CommandContext context) {
        var from = new ParameterValueList.Builder(to.size());
        var fading = new ParameterValueList.Builder(to.size());
        var arrived = new ParameterValueList.Builder();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            Optional<FadeOfOneLaunch> activeFade = activeFades.fadeOf(parameter);
            if (activeFade.isEmpty() && !parameters.values().isSet(parameter)) {
                arrived.add(to, index);
                continue;
            }
            double start = startValue(parameter, activeFade, context.beat());
            if (activeFade
                    .filter(launchFade -> !launchFade.fadeTiming().end().isAfter(boundary))
                    .isPresent()) {
                arrived.add(parameter, start);
            }
            from.add(parameter, start);
            fading.add(to, index);
        }
        parameters.write(boundary, Event.Cause.ARRIVAL, context.by(), 0, arrived.build());
        Tempo tempo = transport.timeline().tempoAt(context.beat());
        Beats length = transition.beats(transport.meter(), tempo);
        var timing = new FadeTiming(boundary, length, transition.curve());
        start(new FadeOfOneLaunch(clip, timing, from.build(), fading.build()), context);
    }

    /** Ends the fades that are due by this beat, exactly at their final values. */
    public void endDue(Beats at) {
        List<FadeOfOneLaunch> ending =
                activeFades.fades().stream()
                        .filter(launchFade -> !launchFade.fadeTiming().end().isAfter(at))
                        .toList();
        writeTargets(ending, transport.contextAt(at));
    }

    /** Ends all fades now, at their final values. */
    public void cut(CommandContext context) {
        parameters.emitFadesCut(context.beat());
        writeTargets(activeFades.fades(), context);
    }

    /**
     * Continues a fade that began earlier.
     *
     * @param timing in beats of the transport
     * @param from the start value of each parameter of {@code to}, in the same order
     */
    public void resume(
            ClipId clip,
            FadeTiming timing,
            ParameterValueList from,
            ParameterValueList to,
            CommandContext context) {
        start(new FadeOfOneLaunch(clip, timing, from, to), context);
    }

    /** Ends all fades at their present values. */
    public void freeze() {
        activeFades.fades().forEach(parameters::freeze);
    }

    /** Ends the fades of a track at their present values. */
    public void freeze(TrackId track) {
        freeze(track::equals);
    }

    /** Ends the fades of these tracks at their present values. */
    public void freeze(Predicate<TrackId> tracks) {
        of(tracks).forEach(parameters::freeze);
    }

    /** Ends the fades of these tracks now, at their final values. */
    public void cut(Predicate<TrackId> tracks, CommandContext context) {
        writeTargets(of(tracks), context);
    }

    private List<FadeOfOneLaunch> of(Predicate<TrackId> tracks) {
        return activeFades.fades().stream()
                .filter(launchFade -> tracks.test(launchFade.clip().track()))
                .toList();
    }

    /** The beat position has jumped by this many beats: fades keep their remaining beats. */
    public void shift(Beats jump) {
        if (!activeFades.isEmpty() && !jump.equals(Beats.ZERO)) {
            activeFades.shift(jump);
        }
    }

    @Override
    public HostMicros next() {
        return activeFades.isEmpty() || !transport.playing() ? HostMicros.NEVER : nextFrame;
    }

    /** Writes a frame. Skips a frame that was due while the transport was stopped. */
    @Override
    public void perform(CommandContext context) {
        boolean missed = nextFrame.isBefore(context.host());
        nextFrame = frameAfter(context.host());
        if (!missed) {
            parameters.writeFadeFrame(context.beat(), activeFades.frame(context.beat()));
        }
    }

    @Override
    public String toString() {
        return "the fades";
    }

    /** The present fades, and how far they are. */
    public EngineSnapshot.Fades snapshot() {
        return new EngineSnapshot.Fades(
                origin, nextFrame, activeFades.lastFrame(), activeFades.snapshot());
    }

    /** Continues with these fades. */
    public void restore(EngineSnapshot.Fades earlier) {
        origin = earlier.origin();
        nextFrame = earlier.nextFrame();
        activeFades.restore(earlier);
    }

    private double startValue(int parameter, Optional<FadeOfOneLaunch> activeFade, Beats now) {
        return activeFade.isPresent()
                ? activeFades.valueAt(parameter, activeFade.get(), now)
                : parameters.values().number(parameter);
    }

    private void start(FadeOfOneLaunch launchFade, CommandContext context) {
        if (launchFade.to().isEmpty()) {
            return;
        }
        if (activeFades.isEmpty()) {
            nextFrame = frameAfter(context.host());
        }
        parameters.startFade(launchFade);
    }

    private void writeTargets(List<FadeOfOneLaunch> ending, CommandContext context) {
        ParameterValueList targets = activeFades.targets(ending);
        parameters.write(context.beat(), Event.Cause.ARRIVAL, context.by(), 0, targets);
    }

    /**
     * The first point of the grid after a time; floored, so that each point is followed by the next
     * one.
     */
    private HostMicros frameAfter(HostMicros moment) {
        long index =
                Math.floorDiv((moment.since(origin) + 1) * framesPerSecond - 1, 1_000_000L) + 1;
        return origin.plus(Math.floorDiv(index * 1_000_000L, (long) framesPerSecond));
    }
}
