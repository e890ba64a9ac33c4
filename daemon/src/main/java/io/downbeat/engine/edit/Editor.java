package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit.ActiveClip;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.EditApplier;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.UndoHistory;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.ValueChange;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.SessionView.StepNames;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes the document; no other class does. It applies an edit, adds it to the packet's step in
 * the history, notifies the listeners that keep state about the document, and emits one event.
 */
public final class Editor {

    private final SessionDocument document;
    private final TurnEvents events;
    private final UndoHistory history;
    private final ParameterLearnMode learning = new ParameterLearnMode();
    private List<DocumentListener> listeners = List.of();
    private final ObjectIds objectIds;
    private @Nullable UndoValueRestorer values;
    private @Nullable ActiveClipForEdits activeClipForEdits;
    private @Nullable UndoStepBuilder pending;
    private long savedState;

    /** The number of the first state of the present session. */
    private long firstState;

    public Editor(SessionDocument document, TurnEvents events, UndoHistory history) {
        this.document = document;
        this.events = events;
        this.history = history;
        this.objectIds = new ObjectIds(document);
    }

    /**
     * Sets the listeners, in the order in which they are notified, the part that restores values,
     * and the part that has the active clips. Called once, when all parts exist.
     */
    public void connect(
            UndoValueRestorer restorer, ActiveClipForEdits active, List<DocumentListener> inOrder) {
        values = restorer;
        activeClipForEdits = active;
        listeners = List.copyOf(inOrder);
    }

    /** The ids of new objects. */
    ObjectIds objectIds() {
        return objectIds;
    }

    /** Whether values for what is not there create it. */
    public ParameterLearnMode learning() {
        return learning;
    }

    /** The active clips, by track; a track without one is left out. */
    Map<TrackId, ActiveClip> activeClips() {
        return active().activeClips();
    }

    /** The value that a parameter has now; empty if it is unset. */
    Optional<ParamValue> liveValue(int parameter) {
        return restorer().value(parameter);
    }

    /** Applies an edit. Throws {@link Refusal} if it cannot be done; then nothing has changed. */
    public void apply(Edit edit, CommandContext context) {
        apply(edit, false, context);
    }

    /** Makes a new clip active without a launch, as part of the edit that added it. */
    void activateCaptured(ClipId clip, CommandContext context) {
        ActiveClipForEdits active = active();
        Map<TrackId, ActiveClip> before = active.activeClips();
        active.setActive(
                clip.track(),
                Optional.of(new ActiveClip(clip, context.beat())),
                Event.LaunchCause.CAPTURE,
                context);
        noteActiveClips(before, context);
    }

    /** Ends the fades of a track, so that what is captured stays what is live. */
    void holdFades(TrackId track) {
        active().holdFades(track);
    }

    /** Whether a clip is the active one of its track. */
    boolean isActive(ClipId clip) {
        ActiveClip active = active().activeClips().get(clip.track());
        return active != null && active.clip().equals(clip);
    }

    /** Reports the position of a new object to the client that added it. */
    void answerAdded(
            Event.Added.Kind kind, List<String> owners, ParamValue place, CommandContext context) {
        events.emit(
                new Event.Added(
                        context.beat(), context.by(), context.address(), kind, owners, place));
    }

    /**
     * Applies an edit, as {@link #apply(Edit, CommandContext)} does.
     *
     * @param dragged whether a control makes this edit again and again while it is moved: then
     *     those of the same client to the same address, without a pause, are one step
     */
    void apply(Edit edit, boolean dragged, CommandContext context) {
        Document before = document.document();
        Document after = EditApplier.apply(before, edit);
        if (after.equals(before)) {
            return;
        }
        String name = EditApplier.words(before, edit);
        if (dragged) {
            pending(context).noteDrag(name, context.address() + " " + name);
        } else {
            pending(context).noteEdit(name);
        }
        Map<TrackId, ActiveClip> active = active().activeClips();
        replace(after, DocumentBeforeAndAfter.Cause.EDIT, context);
        noteActiveClips(active, context);
        setInitialValues(added(edit), RequestSender.DAEMON, context);
        emit(Event.Edited.Change.MADE, name, context);
    }

    /**
     * Creates a parameter because a value for it came. What is learnt in a row is one step.
     *
     * @return the parameter's number
     */
    int applyLearnt(Edit edit, ParamPath path, CommandContext context) {
        Document after = EditApplier.apply(document.document(), edit);
        String name = Step.LEARN + path;
        pending(context).noteLearnt(name);
        replace(after, DocumentBeforeAndAfter.Cause.EDIT, context);
        setInitialValues(List.of(path), context.by(), context);
        emit(Event.Edited.Change.MADE, name, context);
        int number = document.graph().parameter(path).orElseThrow().number();
        learning.note(number);
        return number;
    }

    /** Notes that a client sets a parameter by hand. Called before the value is written. */
    public void noteSetByHand(Parameter parameter, ParamValue value, CommandContext context) {
        Optional<ParamValue> before = restorer().value(parameter.number());
        pending(context)
                .noteSetByHand(
                        parameter.number(),
                        before,
                        Optional.of(value),
                        parameter.path().toString());
    }

    /**
     * Notes that a client reverts a track to its active clip. Called before the values are written.
     */
    public void noteReverted(Track track, ParameterValueList values, CommandContext context) {
        UndoStepBuilder step = pending(context);
        step.noteReverted("revert " + track.name());
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            step.noteValue(
                    parameter, restorer().value(parameter), Optional.of(values.value(index)));
        }
    }

    /** Ends the step of a packet. Later changes are another step. */
    public void endStep() {
        UndoStepBuilder ended = pending;
        pending = null;
        if (ended != null) {
            ended.finished(document.document(), learning).ifPresent(history::push);
        }
    }

    /** Takes back the latest step. Throws {@link Refusal} if there is none. */
    public void undo(CommandContext context) {
        endStep();
        Step step =
                history.undo()
                        .orElseThrow(
                                () -> nothing("there is nothing to undo: no edit was made yet"));
        restore(
                step,
                step.before(),
                ValueChange::before,
                ActiveClipBeforeAndAfterEdit::before,
                context);
        emit(Event.Edited.Change.UNDONE, step.name(), context);
    }

    /** Makes the step again that was undone last. Throws {@link Refusal} if there is none. */
    public void redo(CommandContext context) {
        endStep();
        Step step =
                history.redo()
                        .orElseThrow(() ->
                                nothing(
                                        "there is nothing to redo: nothing was undone since the latest edit"));
        restore(
                step,
                step.after(),
                ValueChange::after,
                ActiveClipBeforeAndAfterEdit::after,
                context);
        emit(Event.Edited.Change.REDONE, step.name(), context);
    }

    /** The number of the present state of the document and the values set by hand. */
    public long state() {
        endStep();
        return history.state();
    }

    /**
     * The state with this number was saved.
     *
     * @return whether it is a state of the present session, and not of one before a load
     */
    public boolean onSaved(long state) {
        if (state < firstState) {
            return false;
        }
        savedState = state;
        return true;
    }

    /**
     * Puts another session in the place of the present one. Its history is empty, and it counts as
     * saved.
     *
     * @param loaded with the numbers of the present graph
     */
    public void load(GraphFileContents loaded, CommandContext context) {
        endStep();
        history.clear();
        firstState = history.state();
        savedState = firstState;
        objectIds.keepFrom(loaded.session());
        document.load(loaded);
        replace(
                new Document(loaded.graph(), loaded.session()),
                DocumentBeforeAndAfter.Cause.LOAD,
                context);
    }

    /** Whether the present state differs from the saved one. */
    public boolean isEdited() {
        return history.state() != savedState;
    }

    /** The steps as they are now. A step that is not ended yet is not among them. */
    public UndoHistorySnapshot history() {
        return history.snapshot();
    }

    /** The number of the state that lies on disk. */
    public long savedState() {
        return savedState;
    }

    /** The number of the latest object of each kind, by the beginning of its id. */
    public Map<String, Long> latestIds() {
        return objectIds.latest();
    }

    /** Restores the steps, the ids and the learning of a snapshot. */
    public void restore(EngineSnapshot from) {
        history.restore(from.history());
        savedState = from.savedState();
        objectIds.restore(from.latestIds());
        learning.restore(from.learning());
    }

    /** What is learnt, as a value. */
    public EngineSnapshot.Learning learningSnapshot() {
        return learning.snapshot();
    }

    /** What the next undo and the next redo are called. */
    public StepNames stepNames() {
        return new StepNames(
                history.undoable().map(Step::name).orElse(""),
                history.redoable().map(Step::name).orElse(""));
    }

    private UndoStepBuilder pending(CommandContext context) {
        UndoStepBuilder present = pending;
        if (present == null) {
            present = new UndoStepBuilder(document.document(), context);
            pending = present;
        }
        return present;
    }

    /** The parameters that an edit adds. */
    private static List<ParamPath> added(Edit edit) {
        return switch (edit) {
            case Edit.AddNode add -> add.parameters().stream().map(Parameter::path).toList();
            case Edit.AddParameter add -> List.of(add.parameter());
            default -> List.of();
        };
    }

    /**
     * @param by who counts as the one that sets the values, and does not get them back
     */
    private void setInitialValues(List<ParamPath> paths, RequestSender by, CommandContext context) {
        Map<Integer, Optional<ParamValue>> initial = new LinkedHashMap<>();
        for (ParamPath path : paths) {
            Parameter added = document.graph().parameter(path).orElseThrow();
            pending(context)
                    .noteValue(added.number(), restorer().value(added.number()), added.initial());
            initial.put(added.number(), added.initial());
        }
        if (!initial.isEmpty()) {
            restorer().restore(initial, by, context);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged documents are the same object.
    private void restore(
            Step step,
            Document restored,
            Function<ValueChange, Optional<ParamValue>> value,
            Function<ActiveClipBeforeAndAfterEdit, Optional<ActiveClip>> clip,
            CommandContext context) {
        ActiveClipForEdits active = active();
        // A launch or a stop since then stands: an undo only takes back what the edit did.
        List<ActiveClipBeforeAndAfterEdit> untouched =
                step.activeClips().stream()
                        .filter(change -> active.launches(change.track()) == change.launches())
                        .toList();
        if (step.before() != step.after()) {
            replace(
                    restored.inPlaceOf(document.document()),
                    DocumentBeforeAndAfter.Cause.HISTORY,
                    context);
        }
        untouched.forEach(change ->
                active.setActive(
                        change.track(), clip.apply(change), Event.LaunchCause.HISTORY, context));
        Map<Integer, Optional<ParamValue>> restoredValues = new LinkedHashMap<>();
        step.values()
                .forEach(change -> restoredValues.put(change.parameter(), value.apply(change)));
        if (!restoredValues.isEmpty()) {
            restorer().restore(restoredValues, RequestSender.DAEMON, context);
        }
    }

    private void noteActiveClips(Map<TrackId, ActiveClip> before, CommandContext context) {
        Map<TrackId, ActiveClip> after = active().activeClips();
        Set<TrackId> tracks = new LinkedHashSet<>(before.keySet());
        tracks.addAll(after.keySet());
        for (TrackId track : tracks) {
            Optional<ActiveClip> was = Optional.ofNullable(before.get(track));
            Optional<ActiveClip> is = Optional.ofNullable(after.get(track));
            if (!was.equals(is)) {
                pending(context)
                        .noteActiveClip(
                                new ActiveClipBeforeAndAfterEdit(
                                        track, was, is, active().launches(track)));
            }
        }
    }

    /** If one listener fails, the others are still notified. */
    private void replace(
            Document next, DocumentBeforeAndAfter.Cause cause, CommandContext context) {
        var change = new DocumentBeforeAndAfter(document.document(), next, cause);
        document.replace(next);
        for (DocumentListener listener : listeners) {
            try {
                listener.onDocumentChange(change, context);
            } catch (RuntimeException broken) {
                events.emit(
                        new Event.Failed(
                                context.beat(), listener + " after an edit", broken.toString()));
            }
        }
    }

    private void emit(Event.Edited.Change change, String name, CommandContext context) {
        events.emit(
                new Event.Edited(context.beat(), context.by(), context.address(), change, name));
    }

    private UndoValueRestorer restorer() {
        UndoValueRestorer present = values;
        if (present == null) {
            throw new IllegalStateException("the editor is not connected yet");
        }
        return present;
    }

    private ActiveClipForEdits active() {
        ActiveClipForEdits present = activeClipForEdits;
        if (present == null) {
            throw new IllegalStateException("the editor is not connected yet");
        }
        return present;
    }

    private static Refusal nothing(String text) {
        return new Refusal(Refusal.Code.NO_SUCH, text);
    }
}
