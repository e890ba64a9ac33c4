package io.downbeat.engine;

import io.downbeat.session.Snapshot;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which parameters are being moved, each by one fade at most. In arrays by parameter number, since
 * thousands may move at once. Owned by {@link Panel}. Not thread safe.
 */
final class Moving {

    private final @Nullable FadeRun[] movers;
    private final int[] places;
    private final List<FadeRun> runs = new ArrayList<>();
    private final Map<Integer, FadeRun> youngest = new LinkedHashMap<>();
    private Optional<Beats> nextEnd = Optional.empty();
    private long nextEndRevision;
    private int count;
    private long revision;

    Moving(int parameters) {
        movers = new FadeRun[parameters];
        places = new int[parameters];
    }

    boolean isMoved(int parameter) {
        return movers[parameter] != null;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** In the order in which they began. */
    List<FadeRun> runs() {
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
    Optional<FadeRun> of(int track, int clip) {
        return Optional.ofNullable(youngest.get(track)).filter(run -> run.clip() == clip);
    }

    /** The fade that moves a parameter. */
    Optional<FadeRun> mover(int parameter) {
        return Optional.ofNullable(movers[parameter]);
    }

    /** Where a parameter that is moved lies at a beat. */
    double valueAt(int parameter, FadeRun mover, Beats at) {
        return mover.valueAt(places[parameter], mover.course().shareAt(at));
    }

    /** Takes over all parameters of a fade, from whatever moved them so far. */
    void begin(FadeRun run) {
        Snapshot to = run.to();
        for (int index = 0; index < to.size(); index++) {
            int parameter = to.parameter(index);
            drop(parameter);
            movers[parameter] = run;
            places[parameter] = index;
        }
        count += to.size();
        runs.add(run);
        youngest.put(run.track(), run);
        revision++;
    }

    /** Lets go of a parameter, if it is moved. */
    void drop(int parameter) {
        FadeRun run = movers[parameter];
        if (run == null) {
            return;
        }
        movers[parameter] = null;
        count--;
        if (run.leave()) {
            runs.remove(run);
            youngest.remove(run.track(), run);
            revision++;
        }
    }

    /** The count has jumped, and what is under way goes with it. */
    void follow(Beats jump) {
        runs.forEach(run -> run.follow(jump));
        revision++;
    }

    /** What lies on its way at a beat; what has just begun lies where it was. */
    Snapshot frame(Beats at) {
        var values = new Snapshot.Writing(count);
        for (FadeRun run : runs) {
            Snapshot to = run.to();
            double share = run.course().shareAt(at);
            for (int index = 0; share > 0 && index < to.size(); index++) {
                if (isIn(run, index) && run.isMoving(index)) {
                    values.add(to.parameter(index), run.valueAt(index, share));
                }
            }
        }
        return values.done();
    }

    /** What these fades still move, at the values they lead to. */
    Snapshot targets(List<FadeRun> ending) {
        var values = new Snapshot.Writing();
        for (FadeRun run : ending) {
            for (int index = 0; index < run.to().size(); index++) {
                if (isIn(run, index)) {
                    values.add(run.to(), index);
                }
            }
        }
        return values.done();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isIn(FadeRun run, int index) {
        int parameter = run.to().parameter(index);
        return movers[parameter] == run && places[parameter] == index;
    }
}
