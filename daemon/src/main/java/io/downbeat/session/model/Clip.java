package io.downbeat.session.model;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;

import java.util.List;
import java.util.Optional;

/**
 * A named snapshot of a track's parameters.
 *
 * @param values the stored values of parameters that the graph has, in the file's order
 * @param gone the stored values of nodes that the graph does not have
 * @param quantize the clip's own quantization; empty uses that of the launch, then the global one
 * @param transition the clip's own transition; empty uses the track's
 * @param color as {@code rgb(r,g,b)}, or empty
 */
public record Clip(
        String id,
        String name,
        ParameterValueList values,
        List<Stored> gone,
        Optional<Quantize> quantize,
        LaunchMode mode,
        Optional<Transition> transition,
        FollowAction follow,
        String color)
        implements AddressableObject {

    /** A value and the path of its parameter. */
    public record Stored(ParamPath path, ParamValue value) {}

    public Clip {
        gone = List.copyOf(gone);
    }

    /** The same clip under another id and name. */
    public Clip copiedAs(String copyId, String copyName) {
        return new Clip(copyId, copyName, values, gone, quantize, mode, transition, follow, color);
    }

    public Clip withName(String changed) {
        return new Clip(id, changed, values, gone, quantize, mode, transition, follow, color);
    }

    public Clip withColor(String changed) {
        return new Clip(id, name, values, gone, quantize, mode, transition, follow, changed);
    }

    public Clip with(FollowAction changed) {
        return new Clip(id, name, values, gone, quantize, mode, transition, changed, color);
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

    public Clip withValues(ParameterValueList changed, List<Stored> changedGone) {
        return new Clip(id, name, changed, changedGone, quantize, mode, transition, follow, color);
    }
}
