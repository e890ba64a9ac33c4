package io.downbeat.engine.parameters;

import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
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

    private @Nullable FadeOfOneLaunch[] fadeOfParameter;
    private int[] indexInFade;
    private final List<FadeOfOneLaunch> fades = new ArrayList<>();
    private final Map<TrackId, FadeOfOneLaunch> latestOfTrack = new LinkedHashMap<>();
    private Optional<Beats> nextEnd = Optional.empty();
    private long nextEndRevision;
    private int count;
    private long revision;
    private Beats lastFrame = Beats.ZERO;

    /** Empty if anything has changed since it was made. */
    private Optional<List<EngineSnapshot.RunningFade>> cachedSnapshot = Optional.empty();

    ActiveFades(int parameters) {
        fadeOfParameter = new FadeOfOneLaunch[parameters];
        indexInFade = new int[parameters];
    }

    /** Makes room for this many parameters. */
    void ensureRoom(int parameters) {
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
    List<FadeOfOneLaunch> fades() {
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
            nextEnd =
                    fades.stream()
                            .map(launchFade -> launchFade.fadeTiming().end())
                            .min(Beats::compareTo);
        }
        return nextEnd;
    }

    /** The fade to a clip, if it is the latest of its track and still active. */
    Optional<FadeOfOneLaunch> latestTo(ClipId clip) {
        return Optional.ofNullable(latestOfTrack.get(clip.track()))
                .filter(launchFade -> launchFade.clip().equals(clip));
    }

    /** The active fade of a parameter. */
    Optional<FadeOfOneLaunch> fadeOf(int parameter) {
        return Optional.ofNullable(fadeOfParameter[parameter]);
    }

    /** The value of a fading parameter at a beat. */
    double valueAt(int parameter, FadeOfOneLaunch launchFade, Beats at) {
        return launchFade.valueAt(indexInFade[parameter], launchFade.fadeTiming().shareAt(at));
    }

    /** Starts a fade. It takes over its parameters from earlier fades. */
    void start(FadeOfOneLaunch launchFade) {
        ParameterValueList to = launchFade.to();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            remove(parameter);
            fadeOfParameter[parameter] = launchFade;
            indexInFade[parameter] = index;
        }
        count += to.size();
        fades.add(launchFade);
        latestOfTrack.put(launchFade.clip().track(), launchFade);
        revision++;
        cachedSnapshot = Optional.empty();
    }

    /** Removes a parameter from its fade, if it has one. */
    void remove(int parameter) {
        FadeOfOneLaunch launchFade = fadeOfParameter[parameter];
        if (launchFade == null) {
            return;
        }
        fadeOfParameter[parameter] = null;
        cachedSnapshot = Optional.empty();
        count--;
        if (launchFade.removeOne()) {
            fades.remove(launchFade);
            latestOfTrack.remove(launchFade.clip().track(), launchFade);
            revision++;
        }
    }

    /** The present fades, in the order of their start; the same list until something changes. */
    List<EngineSnapshot.RunningFade> snapshot() {
        List<EngineSnapshot.RunningFade> present =
                cachedSnapshot.orElseGet(() -> fades.stream().map(this::snapshot).toList());
        cachedSnapshot = Optional.of(present);
        return present;
    }

    private EngineSnapshot.RunningFade snapshot(FadeOfOneLaunch launchFade) {
        List<Integer> moving =
                IntStream.range(0, launchFade.to().size())
                        .filter(index -> isChanging(launchFade, index))
                        .boxed()
                        .toList();
        boolean latest = latestTo(launchFade.clip()).filter(launchFade::equals).isPresent();
        return new EngineSnapshot.RunningFade(
                launchFade.clip(),
                launchFade.fadeTiming(),
                launchFade.from(),
                launchFade.to(),
                moving,
                latest,
                launchFade.isFramed());
    }

    /** Continues with these fades. */
    void restore(EngineSnapshot.Fades fadesBefore) {
        lastFrame = fadesBefore.lastFrame();
        for (EngineSnapshot.RunningFade was : fadesBefore.running()) {
            var launchFade = new FadeOfOneLaunch(was.clip(), was.timing(), was.from(), was.to());
            launchFade.setFramed(was.framed());
            start(launchFade);
            for (int index = 0; index < was.to().size(); index++) {
                if (!was.moving().contains(index)) {
                    remove(was.to().parameter(index));
                }
            }
            if (!was.latest()) {
                latestOfTrack.remove(was.clip().track(), launchFade);
            }
        }
    }

    /** The number of fading parameters. */
    int count() {
        return count;
    }

    /** Shifts all fades after a jump of the beat position. */
    void shift(Beats jump) {
        fades.forEach(launchFade -> launchFade.shift(jump));
        lastFrame = lastFrame.plus(jump);
        revision++;
        cachedSnapshot = Optional.empty();
    }

    /** The beat of the latest frame; it moves with the fades when the position jumps. */
    Beats lastFrame() {
        return lastFrame;
    }

    /** A frame of all fades was written. */
    void noteFrame(Beats at) {
        lastFrame = at;
        for (FadeOfOneLaunch launchFade : fades) {
            if (!launchFade.isFramed()) {
                launchFade.setFramed(true);
                cachedSnapshot = Optional.empty();
            }
        }
    }

    /** The values of all fades at a beat. A fade has no value at its start. */
    ParameterValueList frame(Beats at) {
        var values = new ParameterValueList.Builder(count);
        for (FadeOfOneLaunch launchFade : fades) {
            ParameterValueList to = launchFade.to();
            double share = launchFade.fadeTiming().shareAt(at);
            for (int index = 0; share > 0 && index < to.size(); index++) {
                if (isChanging(launchFade, index) && launchFade.isMoving(index)) {
                    values.add(to.parameter(index), launchFade.valueAt(index, share));
                }
            }
        }
        return values.build();
    }

    /** The target values of the parameters that these fades still change. */
    ParameterValueList targets(List<FadeOfOneLaunch> ending) {
        var values = new ParameterValueList.Builder();
        for (FadeOfOneLaunch launchFade : ending) {
            for (int index = 0; index < launchFade.to().size(); index++) {
                if (isChanging(launchFade, index)) {
                    values.add(launchFade.to(), index);
                }
            }
        }
        return values.build();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isChanging(FadeOfOneLaunch launchFade, int index) {
        int parameter = launchFade.to().parameter(index);
        return fadeOfParameter[parameter] == launchFade && indexInFade[parameter] == index;
    }
}
