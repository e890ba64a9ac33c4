package io.downbeat.session.model;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;

import java.util.List;
import java.util.Optional;

/**
 * A named snapshot of a track's parameters.
 *
 * @param values what it stores, in the file's order, for every parameter of the graph that it names
 * @param gone what it stores for nodes that the graph does not have
 * @param quantize its own quantization; empty follows the launch and then the global one
 * @param transition its own way of getting there; empty follows the track
 * @param color as {@code rgb(r,g,b)}, or empty
 */
public record Clip(
        String id,
        String name,
        Snapshot values,
        List<Stored> gone,
        Optional<Quantize> quantize,
        LaunchMode mode,
        Optional<Transition> transition,
        FollowAction follow,
        String color)
        implements Named {

    /** A value under the path that names it. */
    public record Stored(ParamPath path, ParamValue value) {}

    public Clip {
        gone = List.copyOf(gone);
    }

    public Clip withQuantize(Optional<Quantize> changed) {
        return new Clip(id, name, values, gone, changed, mode, transition, follow, color);
    }

    public Clip withTransition(Optional<Transition> changed) {
        return new Clip(id, name, values, gone, quantize, mode, changed, follow, color);
    }

    public Clip withMode(LaunchMode changed) {
        return new Clip(id, name, values, gone, quantize, changed, transition, follow, color);
    }
}
