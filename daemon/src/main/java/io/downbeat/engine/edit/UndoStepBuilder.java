package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit;
import io.downbeat.session.editing.Gesture;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.ValueChange;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the undo step of the packet that is being handled, from its changes. */
final class UndoStepBuilder {

    private final Document before;
    private final CommandContext context;
    private final Map<Integer, ValueChange> values = new LinkedHashMap<>();
    private String firstName = "";
    private final Map<TrackId, ActiveClipBeforeAndAfterEdit> activeClips = new LinkedHashMap<>();
    private final Set<String> dragged = new LinkedHashSet<>();
    private boolean edited;
    private boolean learnt;
    private boolean reverted;
    private int named;

    UndoStepBuilder(Document before, CommandContext context) {
        this.before = before;
        this.context = context;
    }

    /** The packet has changed the document. */
    void noteEdit(String name) {
        edited = true;
        note(name);
    }

    /** The packet has created a parameter by sending a value for it. */
    void noteLearnt(String name) {
        learnt = true;
        note(name);
    }

    /** The packet has moved a control that sets something in the document. */
    void noteDrag(String name, String setting) {
        if (dragged.add(setting)) {
            note(name);
        }
    }

    /** An edit of the packet has changed which clip of a track is active. */
    void noteActiveClip(ActiveClipBeforeAndAfterEdit change) {
        activeClips.merge(change.track(), change, ActiveClipBeforeAndAfterEdit::then);
    }

    /** The packet has reverted a track. That is no movement of a control. */
    void noteReverted(String name) {
        reverted = true;
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

    /** The packet has changed the value of a parameter, directly or through an edit. */
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
    Optional<Step> finished(Document after, ParameterLearnMode learning) {
        List<ValueChange> changes = new ArrayList<>(values.values());
        boolean documentEdited = edited || learnt || !dragged.isEmpty();
        if (!documentEdited && changes.stream().allMatch(ValueChange::isNothing)) {
            return Optional.empty();
        }
        String name = named > 1 ? firstName + " and " + (named - 1) + " more" : firstName;
        return Optional.of(
                new Step(
                        name,
                        documentEdited ? before : after,
                        after,
                        changes,
                        List.copyOf(activeClips.values()),
                        gesture(learning)));
    }

    /** Values of what is being learnt belong to it. */
    private Optional<Gesture> gesture(ParameterLearnMode learning) {
        List<Integer> parameters = List.copyOf(values.keySet());
        if (edited || reverted || (learnt && !dragged.isEmpty())) {
            return Optional.empty();
        }
        boolean learns = learnt || (dragged.isEmpty() && learning.hasLearnt(parameters));
        return Optional.of(
                new Gesture(
                        context.by(),
                        parameters,
                        List.copyOf(dragged),
                        context.host(),
                        learns ? learning.number() : 0));
    }
}
