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

/**
 * Calculates what launches do, from settings alone: the boundary of a launch, its transition, and
 * the values that a clip writes.
 */
public final class LaunchCalculations {

    private LaunchCalculations() {}

    /**
     * The quantization of a single clip's launch: the launch's own, else the clip's, else the
     * global one.
     */
    public static Quantize quantize(
            Optional<Quantize> launch, Clip clip, GlobalLaunchSettings settings) {
        return launch.or(clip::quantize).orElse(settings.quantize());
    }

    /**
     * The transition of a launch. A launch with its own length uses it in the unit and with the
     * curve that apply to the clip.
     *
     * @param own the launch's own length; 0 is a cut
     */
    public static Transition transition(
            OptionalDouble own, Clip clip, Track track, GlobalLaunchSettings settings) {
        Transition inForce = transition(clip, track, settings);
        return own.isPresent() ? inForce.withLength(own.getAsDouble()) : inForce;
    }

    /** The transition of a clip: its own, else the track's, else the global one. */
    public static Transition transition(Clip clip, Track track, GlobalLaunchSettings settings) {
        return clip.transition().orElse(transition(track, settings));
    }

    /** The transition of the clips of a track that have none of their own. */
    public static Transition transition(Track track, GlobalLaunchSettings settings) {
        return track.transition().orElse(settings.transition());
    }

    /**
     * The boundary of a launch that is handled at {@code here}, at the time {@code now} of {@code
     * timeline}. It is the first boundary at or after {@code here}, or the previous one if that was
     * at most {@code lateMicros} ago. A launch in the same microsecond as a boundary is on it.
     * Without a grid the boundary is {@code here}.
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
     * The boundary on which a launch is performed at once, because its time tag is at most {@code
     * lateMicros} after it, no matter how late the packet arrived. Empty unless it is the last
     * boundary before {@code here}.
     */
    public static Optional<Beats> tagged(
            Grid grid, Timeline timeline, Beats here, HostMicros tag, long lateMicros) {
        Beats passed = grid.previous(here);
        long behind = tag.since(timeline.momentOf(passed));
        return behind >= 0 && behind <= lateMicros ? Optional.of(passed) : Optional.empty();
    }

    /**
     * The values that the launch of a clip writes.
     *
     * @param values all of them, in the file's order
     * @param jumps the values that a fade writes on its boundary: text and switches
     * @param moves the values that a fade reaches at its end
     * @param skipped stored values that are not written: {@code node/param reason}
     */
    public record Writes(
            ParameterValueList values,
            ParameterValueList jumps,
            ParameterValueList moves,
            List<String> skipped) {
        public Writes {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Skips values of missing nodes, of nodes that the track does not own, and of locked
     * parameters.
     */
    public static Writes writes(Graph graph, Track track, Clip clip) {
        Set<String> owned = new LinkedHashSet<>(track.nodes());
        var values = new ParameterValueList.Builder();
        var jumps = new ParameterValueList.Builder();
        var moves = new ParameterValueList.Builder();
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
