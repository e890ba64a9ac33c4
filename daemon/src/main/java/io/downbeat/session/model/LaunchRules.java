package io.downbeat.session.model;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Parameter;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The rules of launching that need no state: when a launch falls due, and what a clip writes. */
public final class LaunchRules {

    private LaunchRules() {}

    /**
     * Which quantization a clip launched alone takes: the launch's, else its own, else the global
     * one.
     */
    public static Quantize quantize(
            Optional<Quantize> launch, Clip clip, GlobalLaunchSettings settings) {
        return launch.or(clip::quantize).orElse(settings.quantize());
    }

    /**
     * How a launch gets to its clip's values: by its own length, in the unit and along the curve
     * that hold for the clip; else as the clip, the track or the session says.
     *
     * @param own the launch's own length; 0 is a cut
     */
    public static Transition transition(
            OptionalDouble own, Clip clip, Track track, Session session) {
        Transition inForce = clip.transition().orElse(transition(track, session));
        return own.isPresent() ? inForce.withLength(own.getAsDouble()) : inForce;
    }

    /** The transition that holds for the clips of a track that have none of their own. */
    public static Transition transition(Track track, Session session) {
        return track.transition().orElse(session.transition());
    }

    /**
     * The boundary that a launch belongs to which is obeyed at {@code here}, in the microsecond
     * {@code now} of {@code timeline}: the first at or after it, or the one just passed when that
     * lies at most {@code lateMicros} back. What comes in the boundary's own microsecond is on it.
     * Without a grid it is {@code here}.
     */
    public static Beats due(
            Optional<Grid> grid, Timeline timeline, Beats here, HostMicros now, long lateMicros) {
        if (grid.isEmpty()) {
            return here;
        }
        Beats passed = grid.get().previous(here);
        boolean stillOnIt = now.since(timeline.momentOf(passed)) <= lateMicros;
        return stillOnIt ? passed : grid.get().next(here);
    }

    /**
     * The boundary on which a launch is performed at once because its time tag lies at most {@code
     * lateMicros} after it, however late the packet came; empty if it is not the one just passed.
     */
    public static Optional<Beats> tagged(
            Grid grid, Timeline timeline, Beats here, HostMicros tag, long lateMicros) {
        Beats passed = grid.previous(here);
        long behind = tag.since(timeline.momentOf(passed));
        return behind >= 0 && behind <= lateMicros ? Optional.of(passed) : Optional.empty();
    }

    /**
     * What launching a clip writes.
     *
     * @param values in the file's order
     * @param jumps those of them that a fade writes on its boundary: text and switches
     * @param moves those that a fade reaches by its end
     * @param skipped what the clip stores and may not write: {@code node/param reason}
     */
    public record Writes(Snapshot values, Snapshot jumps, Snapshot moves, List<String> skipped) {
        public Writes {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Values of nodes that are gone or not the track's own, and of locked parameters, are skipped.
     */
    public static Writes writes(Graph graph, Track track, Clip clip) {
        Set<String> owned = new LinkedHashSet<>(track.nodes());
        var values = new Snapshot.Builder();
        var jumps = new Snapshot.Builder();
        var moves = new Snapshot.Builder();
        var skipped = new ArrayList<String>();
        for (int index = 0; index < clip.values().size(); index++) {
            Parameter parameter = graph.parameter(clip.values().parameter(index));
            if (!owned.contains(parameter.path().node())) {
                skipped.add(parameter.path() + " not-owned");
            } else if (parameter.locked()) {
                skipped.add(parameter.path() + " locked");
            } else {
                values.add(clip.values(), index);
                (parameter.fades() ? moves : jumps).add(clip.values(), index);
            }
        }
        clip.gone().forEach(stored -> skipped.add(stored.path() + " gone"));
        return new Writes(values.build(), jumps.build(), moves.build(), skipped);
    }
}
