package io.downbeat.engine;

import io.downbeat.fade.Fade;
import io.downbeat.fade.Transition;
import io.downbeat.session.Event;
import io.downbeat.session.Snapshot;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;

/**
 * The fades: how numbers get from where they are to a clip's values. Frames lie on a grid of the
 * host clock and take their values at the beat that falls there; the end of a fade is a beat of its
 * own. Owned by the conductor. Not thread safe.
 */
final class Fades implements Timed {

    /** Frames a second, unless a receiver wants more. */
    static final int USUAL_FRAMES = 60;

    /** What a launch moves: which numbers, whither, and in which manner. */
    record Launched(int track, int clip, Snapshot moves, Transition transition) {}

    private final Panel panel;
    private final Moving moving;
    private final Transport transport;
    private final HostMicros origin;
    private final int framesPerSecond;
    private HostMicros nextFrame;

    /**
     * @param origin a moment on the grid of frames
     */
    Fades(Panel panel, Transport transport, HostMicros origin, int framesPerSecond) {
        this.panel = panel;
        this.moving = panel.moving();
        this.transport = transport;
        this.origin = origin;
        this.framesPerSecond = framesPerSecond;
        this.nextFrame = origin;
    }

    /** Counts fades that begin, end or change their place. */
    long revision() {
        return moving.revision();
    }

    /** The course on which a clip's values are still being reached. */
    Optional<Fade> course(int track, int clip) {
        return moving.of(track, clip).map(FadeRun::course);
    }

    /** The beat on which the next fade ends. */
    Optional<Beats> nextEnd() {
        return moving.nextEnd();
    }

    /**
     * Begins on a boundary, from the values that are live at this moment. What was never set has
     * nowhere to come from and is written at once; so is the end of a fade that ends here and now.
     */
    void begin(Launched launched, Beats boundary, Moment moment) {
        Snapshot to = launched.moves();
        var from = new Snapshot.Writing(to.size());
        var still = new Snapshot.Writing(to.size());
        var landed = new Snapshot.Writing();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            Optional<FadeRun> mover = moving.mover(parameter);
            if (mover.isEmpty() && !panel.values().isSet(parameter)) {
                landed.add(to, index);
                continue;
            }
            double start = startOf(parameter, mover, moment.beat());
            if (mover.filter(run -> !run.course().end().isAfter(boundary)).isPresent()) {
                landed.add(parameter, start);
            }
            from.add(parameter, start);
            still.add(to, index);
        }
        panel.write(boundary, Event.Cause.ARRIVAL, moment.by(), 0, landed.done());
        Tempo tempo = transport.timeline().tempoAt(moment.beat());
        Beats length = launched.transition().beats(transport.meter(), tempo);
        var course = new Fade(boundary, length, launched.transition().curve());
        begin(
                new FadeRun(launched.track(), launched.clip(), course, from.done(), still.done()),
                moment);
    }

    /** Ends all that has arrived by this beat, exactly where it leads. */
    void arrive(Beats at) {
        List<FadeRun> ending =
                moving.runs().stream().filter(run -> !run.course().end().isAfter(at)).toList();
        land(ending, Moment.ofCue(at, transport.momentOf(at)));
    }

    /** Ends all fades where they lead, now. */
    void cut(Moment moment) {
        land(moving.runs(), moment);
    }

    /** Leaves everything where it is. */
    void freeze() {
        moving.runs().forEach(panel::freeze);
    }

    /** Leaves where it is what moves on a track. */
    void freeze(int track) {
        moving.runs().stream().filter(run -> run.track() == track).forEach(panel::freeze);
    }

    /** The count has jumped so far: a fade keeps what it has of its way behind it and ahead. */
    void follow(Beats jump) {
        if (!moving.isEmpty() && !jump.equals(Beats.ZERO)) {
            moving.follow(jump);
        }
    }

    @Override
    public HostMicros next() {
        return moving.isEmpty() || !transport.playing() ? HostMicros.NEVER : nextFrame;
    }

    /** Writes a frame; one whose moment went by while the count stood is left out. */
    @Override
    public void perform(Moment moment) {
        boolean missed = nextFrame.isBefore(moment.host());
        nextFrame = frameAfter(moment.host());
        if (!missed) {
            panel.glide(moment.beat(), moving.frame(moment.beat()));
        }
    }

    @Override
    public String toString() {
        return "the fades";
    }

    private double startOf(int parameter, Optional<FadeRun> mover, Beats now) {
        return mover.isPresent()
                ? moving.valueAt(parameter, mover.get(), now)
                : panel.values().number(parameter);
    }

    private void begin(FadeRun run, Moment moment) {
        if (run.to().isEmpty()) {
            return;
        }
        if (moving.isEmpty()) {
            nextFrame = frameAfter(moment.host());
        }
        panel.move(run);
    }

    private void land(List<FadeRun> ending, Moment moment) {
        Snapshot targets = moving.targets(ending);
        panel.write(moment.beat(), Event.Cause.ARRIVAL, moment.by(), 0, targets);
    }

    /** The first point of the grid after a moment; floored, so that every point is one. */
    private HostMicros frameAfter(HostMicros moment) {
        long index =
                Math.floorDiv((moment.since(origin) + 1) * framesPerSecond - 1, 1_000_000L) + 1;
        return origin.plus(Math.floorDiv(index * 1_000_000L, (long) framesPerSecond));
    }
}
