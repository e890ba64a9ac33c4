package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.LiveValues;
import io.downbeat.session.Snapshot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Live values in a map, by number. */
final class LiveBoard implements LiveValues {

    private final Map<Integer, ParamValue> values = new LinkedHashMap<>();

    LiveBoard(Graph graph) {
        for (Parameter parameter : graph.parameters()) {
            parameter.initial().ifPresent(value -> values.put(parameter.number(), value));
        }
    }

    void write(Snapshot written) {
        for (int at = 0; at < written.size(); at++) {
            values.put(written.parameter(at), written.value(at));
        }
    }

    @Override
    public Optional<ParamValue> value(int parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    @Override
    public double number(int parameter) {
        return values.get(parameter) instanceof ParamValue.Numeric(double number) ? number : 0;
    }

    @Override
    public String text(int parameter) {
        return values.get(parameter) instanceof ParamValue.Text(String text) ? text : "";
    }

    @Override
    public boolean isSet(int parameter) {
        return values.containsKey(parameter);
    }

    @Override
    public LiveValues still() {
        return this;
    }
}
