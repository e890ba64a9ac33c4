package io.downbeat.persistence.read;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clip while the file is being read. Its values are known, but not yet their types and parameter
 * numbers.
 *
 * @param values the values of nodes that the graph has, in the file's order
 * @param gone the values of other nodes
 */
record ClipDraft(
        ObjectReader objectReader,
        String id,
        String name,
        List<Value> values,
        List<Clip.Stored> gone) {

    /** A value and its parameter. */
    record Value(ParamDraft param, ParamValue value, LocatedJsonValue locatedJsonValue) {}

    /**
     * Reads a clip's values. Values of nodes that are not {@code owned} are kept, with a warning.
     */
    static ClipDraft of(
            JsonObjectWithIdAndName jsonObjectWithIdAndName, List<String> owned, GraphDraft graph) {
        List<Value> values = new ArrayList<>();
        List<Clip.Stored> gone = new ArrayList<>();
        for (var stored : stored(jsonObjectWithIdAndName.objectReader(), owned, graph).entrySet()) {
            Optional<ParamValue> value = stored.getValue().paramValue();
            if (value.isEmpty()) {
                continue;
            }
            ParamPath path = stored.getKey();
            Optional<ParamDraft> param = graph.param(path.node(), path.param());
            if (param.isPresent()) {
                param.get().addClipValue(value.get());
                values.add(new Value(param.get(), value.get(), stored.getValue()));
            } else {
                gone.add(new Clip.Stored(path, value.get()));
            }
        }
        return new ClipDraft(
                jsonObjectWithIdAndName.objectReader(),
                jsonObjectWithIdAndName.id(),
                jsonObjectWithIdAndName.name(),
                values,
                gone);
    }

    /**
     * The place of each value. {@code string_params} replace values of {@code params} and take
     * their places.
     */
    private static Map<ParamPath, LocatedJsonValue> stored(
            ObjectReader clip, List<String> owned, GraphDraft graph) {
        Map<ParamPath, LocatedJsonValue> stored = new LinkedHashMap<>();
        for (String key : List.of("params", "string_params")) {
            List<ObjectReader.Entry> nodes =
                    clip.fields(key).map(ObjectReader::entries).orElse(List.of());
            for (ObjectReader.Entry node : nodes) {
                Optional<ObjectReader> params = node.locatedJsonValue().fields("ignored");
                if (params.isEmpty()) {
                    continue;
                }
                if (!params.get().dict().members().isEmpty()) {
                    warnUnlessOwned(node, owned, graph);
                }
                for (ObjectReader.Entry param : params.get().entries()) {
                    stored.put(new ParamPath(node.key(), param.key()), param.locatedJsonValue());
                }
            }
        }
        return stored;
    }

    private static void warnUnlessOwned(
            ObjectReader.Entry node, List<String> owned, GraphDraft graph) {
        if (!graph.has(node.key())) {
            node.locatedJsonValue()
                    .warn("the graph has no such node; kept in the file, skipped at launch");
        } else if (!owned.contains(node.key())) {
            node.locatedJsonValue()
                    .warn("the track does not own this node; kept in the file, skipped at launch");
        }
    }

    /** The clip, after the graph's parameters have their types and numbers. */
    Clip toClip() {
        var snapshot = new ParameterValueList.Builder();
        for (Value value : values) {
            Optional<ParamValue> typed = value.param().inType(value.value());
            if (!typed.equals(Optional.of(value.value()))) {
                warnOfType(value, typed);
            }
            typed.ifPresent(fits -> snapshot.add(value.param().number(), fits));
        }
        return new Clip(
                id,
                name,
                snapshot.build(),
                gone,
                objectReader.word("quantize", FileKeywords.OWN_QUANTIZE).orElse(Optional.empty()),
                objectReader.word("mode", FileKeywords.MODE).orElse(LaunchMode.TRIGGER),
                objectReader.read("transition_override", SharedSettingsReader::transition),
                SharedSettingsReader.follow(objectReader),
                SharedSettingsReader.color(objectReader));
    }

    private static void warnOfType(Value value, Optional<ParamValue> typed) {
        String holds = value.param().isText() ? "text" : "a number";
        String found = value.locatedJsonValue().value().kind();
        value.locatedJsonValue()
                .warn(
                        "%s holds %s, this is %s; %s"
                                .formatted(
                                        value.param().path(),
                                        holds,
                                        found,
                                        typed.isPresent()
                                                ? "read as " + typed.get().text()
                                                : "skipped"));
    }
}
