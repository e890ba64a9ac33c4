package io.downbeat.session.editing;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ParameterValueList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of the values that a clip stores. */
final class StoredClipValueEditing {

    private StoredClipValueEditing() {}

    /** The stored values with others in their places; what was not stored yet comes behind. */
    static ParameterValueList updated(ParameterValueList stored, ParameterValueList values) {
        Map<Integer, Integer> changed = new LinkedHashMap<>();
        for (int index = 0; index < values.size(); index++) {
            changed.put(values.parameter(index), index);
        }
        var all = new ParameterValueList.Builder(stored.size() + values.size());
        for (int index = 0; index < stored.size(); index++) {
            Integer other = changed.remove(stored.parameter(index));
            all.add(other == null ? stored : values, other == null ? index : other);
        }
        changed.values().forEach(index -> all.add(values, index));
        return all.build();
    }

    /** The clip with another value for one parameter, also for one that is gone. */
    static Clip with(Graph graph, Clip clip, ParamPath path, ParamValue value) {
        Optional<Parameter> parameter = graph.parameter(path);
        if (parameter.isPresent()) {
            ParameterValueList one = ParameterValueList.of(parameter.get().number(), value);
            return clip.withValues(updated(clip.values(), one), without(clip.gone(), path));
        }
        List<Clip.Stored> gone = new ArrayList<>(clip.gone());
        gone.replaceAll(
                stored -> stored.path().equals(path) ? new Clip.Stored(path, value) : stored);
        return clip.withValues(clip.values(), gone);
    }

    private static List<Clip.Stored> without(List<Clip.Stored> gone, ParamPath path) {
        return gone.stream().filter(stored -> !stored.path().equals(path)).toList();
    }
}
