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
 * Which parameters are being moved, each by one fade at most. In arrays by parameter number, since
 * thousands may move at once.
 */
final class ActiveFades {

    private @Nullable LaunchFade[] movers;
    private int[] places;
    private final List<LaunchFade> runs = new ArrayList<>();
    private final Map<TrackId, LaunchFade> youngest = new LinkedHashMap<>();
    private Optional<Beats> nextEnd = Optional.empty();
    private long nextEndRevision;
    private int count;
    private long revision;

    ActiveFades(int parameters) {
        movers = new LaunchFade[parameters];
        places = new int[parameters];
    }

    /** Makes room for so many parameters. */
    void makeRoom(int parameters) {
        if (parameters > movers.length) {
            movers = Arrays.copyOf(movers, parameters);
            places = Arrays.copyOf(places, parameters);
        }
    }

    boolean isMoved(int parameter) {
        return movers[parameter] != null;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** In the order in which they began. */
    List<LaunchFade> runs() {
        return List.copyOf(runs);
    }

    /** Counts fades that begin, end or change their place. */
    long revision() {
        return revision;
    }

    /** The beat of the next end of a fade. */
    Optional<Beats> nextEnd() {
        if (nextEndRevision != revision) {
            nextEndRevision = revision;
            nextEnd = runs.stream().map(run -> run.course().end()).min(Beats::compareTo);
        }
        return nextEnd;
    }

    /** The fade to a clip, if it is the youngest of its track and still moves something. */
    Optional<LaunchFade> of(ClipId clip) {
        return Optional.ofNullable(youngest.get(clip.track()))
                .filter(run -> run.clip().equals(clip));
    }

    /** The fade that moves a parameter. */
    Optional<LaunchFade> mover(int parameter) {
        return Optional.ofNullable(movers[parameter]);
    }

    /** Where a parameter that is moved lies at a beat. */
    double valueAt(int parameter, LaunchFade mover, Beats at) {
        return mover.valueAt(places[parameter], mover.course().shareAt(at));
    }

    /** Takes over all parameters of a fade, from whatever moved them so far. */
    void begin(LaunchFade run) {
        Snapshot to = run.to();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            drop(parameter);
            movers[parameter] = run;
            places[parameter] = index;
        }
        count += to.size();
        runs.add(run);
        youngest.put(run.clip().track(), run);
        revision++;
    }

    /** Lets go of a parameter, if it is moved. */
    void drop(int parameter) {
        LaunchFade run = movers[parameter];
        if (run == null) {
            return;
        }
        movers[parameter] = null;
        count--;
        if (run.isFinished()) {
            runs.remove(run);
            youngest.remove(run.clip().track(), run);
            revision++;
        }
    }

    /** The fades as they are now, in the order in which they began. */
    List<Performance.RunningFade> performance() {
        return runs.stream().map(this::performance).toList();
    }

    private Performance.RunningFade performance(LaunchFade run) {
        List<Integer> moving =
                IntStream.range(0, run.to().size())
                        .filter(index -> isIn(run, index))
                        .boxed()
                        .toList();
        boolean latest = of(run.clip()).filter(run::equals).isPresent();
        return new Performance.RunningFade(
                run.clip(), run.course(), run.from(), run.to(), moving, latest);
    }

    /** Goes on with these. */
    void restore(List<Performance.RunningFade> running) {
        for (Performance.RunningFade was : running) {
            var run = new LaunchFade(was.clip(), was.course(), was.from(), was.to());
            begin(run);
            for (int index = 0; index < was.to().size(); index++) {
                if (!was.moving().contains(index)) {
                    drop(was.to().parameter(index));
                }
            }
            if (!was.latest()) {
                youngest.remove(was.clip().track(), run);
            }
        }
    }

    /** Counts the parameters that are moved. */
    int count() {
        return count;
    }

    /** The count has jumped, and what is under way goes with it. */
    void follow(Beats jump) {
        runs.forEach(run -> run.follow(jump));
        revision++;
    }

    /** The values of all fades at a beat. A fade that has just begun has none yet. */
    Snapshot frame(Beats at) {
        var values = new Snapshot.Builder(count);
        for (LaunchFade run : runs) {
            Snapshot to = run.to();
            double share = run.course().shareAt(at);
            for (int index = 0; share > 0 && index < to.size(); index++) {
                if (isIn(run, index) && run.isMoving(index)) {
                    values.add(to.parameter(index), run.valueAt(index, share));
                }
            }
        }
        return values.build();
    }

    /** The parameters that these fades still move, at their target values. */
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
        return movers[parameter] == run && places[parameter] == index;
    }
}
