package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.editing.Gesture;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.ValueChange;
import io.downbeat.session.model.Document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the packet that is being handled has changed so far. */
final class PendingStep {

    private final Document before;
    private final CommandContext context;
    private final Map<Integer, ValueChange> values = new LinkedHashMap<>();
    private String firstName = "";
    private boolean edited;
    private int named;

    PendingStep(Document before, CommandContext context) {
        this.before = before;
        this.context = context;
    }

    /** The packet has changed the document. */
    void noteEdit(String name) {
        edited = true;
        note(name);
    }

    /** The packet has set a parameter by hand. */
    void noteSetByHand(
            int parameter, Optional<ParamValue> old, Optional<ParamValue> set, String name) {
        if (!values.containsKey(parameter)) {
            note(name);
        }
        noteValue(parameter, old, set);
    }

    /** A parameter has another value, by whatever the packet did. */
    void noteValue(int parameter, Optional<ParamValue> old, Optional<ParamValue> set) {
        ValueChange earlier = values.get(parameter);
        values.put(
                parameter,
                new ValueChange(parameter, earlier == null ? old : earlier.before(), set));
    }

    private void note(String name) {
        firstName = named == 0 ? name : firstName;
        named++;
    }

    /** The finished step; empty if it changes nothing. */
    Optional<Step> finished(Document after) {
        List<ValueChange> changes = new ArrayList<>(values.values());
        if (!edited && changes.stream().allMatch(ValueChange::isNothing)) {
            return Optional.empty();
        }
        String name = named > 1 ? firstName + " and " + (named - 1) + " more" : firstName;
        return Optional.of(
                edited
                        ? new Step(name, before, after, changes, Optional.empty())
                        : new Step(name, after, after, changes, Optional.of(gesture())));
    }

    private Gesture gesture() {
        return new Gesture(context.by(), List.copyOf(values.keySet()), context.host());
    }
}
