package io.downbeat.engine.parameters;

import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.performance.Performance;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The active fades, and which of them changes which parameter: at most one for each parameter. Uses
 * arrays by parameter number, because thousands may change at once.
 */
final class ActiveFades {

    private @Nullable LaunchFade[] fadeOfParameter;
    private int[] indexInFade;
    private final List<LaunchFade> fades = new ArrayList<>();
    private final Map<TrackId, LaunchFade> latestOfTrack = new LinkedHashMap<>();
    private Optional<Beats> nextEnd = Optional.empty();
    private long nextEndRevision;
    private int count;
    private long revision;
    private Beats lastFrame = Beats.ZERO;

    /** Empty if anything has changed since it was made. */
    private Optional<List<Performance.RunningFade>> captured = Optional.empty();

    ActiveFades(int parameters) {
        fadeOfParameter = new LaunchFade[parameters];
        indexInFade = new int[parameters];
    }

    /** Makes room for this many parameters. */
    void makeRoom(int parameters) {
        if (parameters > fadeOfParameter.length) {
            fadeOfParameter = Arrays.copyOf(fadeOfParameter, parameters);
            indexInFade = Arrays.copyOf(indexInFade, parameters);
        }
    }

    boolean isFading(int parameter) {
        return fadeOfParameter[parameter] != null;
    }

    boolean isEmpty() {
        return fades.isEmpty();
    }

    /** The active fades in the order of their start. */
    List<LaunchFade> fades() {
        return List.copyOf(fades);
    }

    /** Changes whenever a fade starts, ends or is shifted. */
    long revision() {
        return revision;
    }

    /** The beat of the next end of a fade. */
    Optional<Beats> nextEnd() {
        if (nextEndRevision != revision) {
            nextEndRevision = revision;
            nextEnd = fades.stream().map(run -> run.fadeTiming().end()).min(Beats::compareTo);
        }
        return nextEnd;
    }

    /** The fade to a clip, if it is the latest of its track and still active. */
    Optional<LaunchFade> of(ClipId clip) {
        return Optional.ofNullable(latestOfTrack.get(clip.track()))
                .filter(run -> run.clip().equals(clip));
    }

    /** The active fade of a parameter. */
    Optional<LaunchFade> fadeOf(int parameter) {
        return Optional.ofNullable(fadeOfParameter[parameter]);
    }

    /** The value of a fading parameter at a beat. */
    double valueAt(int parameter, LaunchFade mover, Beats at) {
        return mover.valueAt(indexInFade[parameter], mover.fadeTiming().shareAt(at));
    }

    /** Starts a fade. It takes over its parameters from earlier fades. */
    void start(LaunchFade run) {
        Snapshot to = run.to();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            remove(parameter);
            fadeOfParameter[parameter] = run;
            indexInFade[parameter] = index;
        }
        count += to.size();
        fades.add(run);
        latestOfTrack.put(run.clip().track(), run);
        revision++;
        captured = Optional.empty();
    }

    /** Removes a parameter from its fade, if it has one. */
    void remove(int parameter) {
        LaunchFade run = fadeOfParameter[parameter];
        if (run == null) {
            return;
        }
        fadeOfParameter[parameter] = null;
        captured = Optional.empty();
        count--;
        if (run.removeOne()) {
            fades.remove(run);
            latestOfTrack.remove(run.clip().track(), run);
            revision++;
        }
    }

    /** The present fades, in the order of their start; the same list until something changes. */
    List<Performance.RunningFade> performance() {
        List<Performance.RunningFade> present =
                captured.orElseGet(() -> fades.stream().map(this::performance).toList());
        captured = Optional.of(present);
        return present;
    }

    private Performance.RunningFade performance(LaunchFade run) {
        List<Integer> moving =
                IntStream.range(0, run.to().size())
                        .filter(index -> isIn(run, index))
                        .boxed()
                        .toList();
        boolean latest = of(run.clip()).filter(run::equals).isPresent();
        return new Performance.RunningFade(
                run.clip(), run.fadeTiming(), run.from(), run.to(), moving, latest, run.isFramed());
    }

    /** Continues with these fades. */
    void restore(Performance.Fades fadesBefore) {
        lastFrame = fadesBefore.lastFrame();
        for (Performance.RunningFade was : fadesBefore.running()) {
            var run = new LaunchFade(was.clip(), was.course(), was.from(), was.to());
            run.setFramed(was.framed());
            start(run);
            for (int index = 0; index < was.to().size(); index++) {
                if (!was.moving().contains(index)) {
                    remove(was.to().parameter(index));
                }
            }
            if (!was.latest()) {
                latestOfTrack.remove(was.clip().track(), run);
            }
        }
    }

    /** The number of fading parameters. */
    int count() {
        return count;
    }

    /** Shifts all fades after a jump of the beat position. */
    void shift(Beats jump) {
        fades.forEach(run -> run.shift(jump));
        lastFrame = lastFrame.plus(jump);
        revision++;
        captured = Optional.empty();
    }

    /** The beat of the latest frame; it moves with the fades when the position jumps. */
    Beats lastFrame() {
        return lastFrame;
    }

    /** A frame of all fades was written. */
    void noteFrame(Beats at) {
        lastFrame = at;
        for (LaunchFade run : fades) {
            if (!run.isFramed()) {
                run.setFramed(true);
                captured = Optional.empty();
            }
        }
    }

    /** The values of all fades at a beat. A fade has no value at its start. */
    Snapshot frame(Beats at) {
        var values = new Snapshot.Builder(count);
        for (LaunchFade run : fades) {
            Snapshot to = run.to();
            double share = run.fadeTiming().shareAt(at);
            for (int index = 0; share > 0 && index < to.size(); index++) {
                if (isIn(run, index) && run.isMoving(index)) {
                    values.add(to.parameter(index), run.valueAt(index, share));
                }
            }
        }
        return values.build();
    }

    /** The target values of the parameters that these fades still change. */
    Snapshot targets(List<LaunchFade> ending) {
        var values = new Snapshot.Builder();
        for (LaunchFade run : ending) {
            for (int index = 0; index < run.to().size(); index++) {
                if (isIn(run, index)) {
                    values.add(run.to(), index);
                }
            }
        }
        return values.build();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isIn(LaunchFade run, int index) {
        int parameter = run.to().parameter(index);
        return fadeOfParameter[parameter] == run && indexInFade[parameter] == index;
    }
}
