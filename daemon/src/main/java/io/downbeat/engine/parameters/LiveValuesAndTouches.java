package io.downbeat.engine.parameters;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.DocumentBeforeAndAfter;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.FittingValue;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.edit.UndoValueRestorer;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.LiveValues;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The live values of all parameters, and which clients touch them. */
public final class LiveValuesAndTouches implements UndoValueRestorer, DocumentListener {

    private final Editor editor;
    private final TurnEvents events;
    private final LiveValueStore liveValueStore;
    private final ActiveFades activeFades;
    private final ParametersDifferentFromClip parametersDifferentFromClip;
    private final Map<Integer, Set<RequestSender>> touches = new LinkedHashMap<>();
    private List<Integer> touched = List.of();

    public LiveValuesAndTouches(SessionDocument document, Editor editor, TurnEvents events) {
        this.editor = editor;
        this.events = events;
        this.liveValueStore = LiveValueStore.of(document.graph());
        this.activeFades = new ActiveFades(document.graph().numbers());
        this.parametersDifferentFromClip =
                new ParametersDifferentFromClip(
                        liveValueStore, activeFades, document.graph().numbers());
    }

    public LiveValues values() {
        return liveValueStore;
    }

    /** The active fades of the parameters. */
    ActiveFades activeFades() {
        return activeFades;
    }

    public boolean isDirty(TrackId track) {
        return parametersDifferentFromClip.isDirty(track);
    }

    /** Changes whenever a result of {@link #isDirty} changes. */
    public long dirtyRevision() {
        return parametersDifferentFromClip.revision();
    }

    /** The numbers of the touched parameters. */
    public List<Integer> touched() {
        return touched;
    }

    /** Compares the track's live values with these from now on; with none it is never dirty. */
    public void compare(TrackId track, ParameterValueList stored) {
        parametersDifferentFromClip.compare(track, stored);
    }

    /** The track was deleted. */
    public void forget(TrackId track) {
        parametersDifferentFromClip.forget(track);
    }

    /**
     * Makes room for new parameters, and ends fades and touches of deleted ones. The values of
     * deleted parameters stay for an undo.
     */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context) {
        Graph before = change.before().graph();
        Graph after = change.after().graph();
        liveValueStore.ensureRoom(after.numbers());
        activeFades.ensureRoom(after.numbers());
        parametersDifferentFromClip.ensureRoom(after.numbers());
        if (change.cause() == DocumentBeforeAndAfter.Cause.LOAD) {
            load(after);
        }
        if (before.nodes() != after.nodes()) {
            before.parameters().stream()
                    .map(Parameter::number)
                    .filter(number -> !after.isThere(number))
                    .forEach(number -> dropRemoved(number, context));
        }
    }

    /** Every parameter gets the value of the loaded file, or none. */
    private void load(Graph graph) {
        activeFades.fades().forEach(this::freeze);
        for (int number = 0; number < graph.numbers(); number++) {
            Optional<ParamValue> initial =
                    graph.isThere(number) ? graph.parameter(number).initial() : Optional.empty();
            if (initial.isPresent()) {
                liveValueStore.write(ParameterValueList.of(number, initial.get()), 0);
            } else {
                liveValueStore.unset(number);
            }
            parametersDifferentFromClip.update(number);
        }
    }

    private void dropRemoved(int parameter, CommandContext context) {
        activeFades.remove(parameter);
        parametersDifferentFromClip.update(parameter);
        List.copyOf(touches.getOrDefault(parameter, Set.of()))
                .forEach(client -> endTouch(parameter, client, context));
    }

    @Override
    public String toString() {
        return "the parameters";
    }

    /**
     * Writes live values and emits one event with them, if there are any. A parameter that is
     * written leaves its fade.
     */
    public void write(
            Beats at,
            Event.Cause cause,
            RequestSender by,
            long prepared,
            ParameterValueList values) {
        if (values.isEmpty()) {
            return;
        }
        for (int index = 0; index < values.size(); index++) {
            activeFades.remove(values.parameter(index));
            liveValueStore.write(values, index);
            parametersDifferentFromClip.update(values.parameter(index));
        }
        events.emit(new Event.ParamsWritten(at, cause, by, prepared, values));
    }

    /** Reports that all fades are ended at their final values. */
    void emitFadesCut(Beats at) {
        events.emit(new Event.FadesCut(at));
    }

    /** Starts a fade of parameters. */
    void startFade(FadeOfOneLaunch launchFade) {
        activeFades.start(launchFade);
        for (int index = 0; index < launchFade.to().size(); index++) {
            parametersDifferentFromClip.update(launchFade.to().parameter(index));
        }
    }

    /** Writes one frame of the fades and emits it. A parameter that a fade moves is not dirty. */
    void writeFadeFrame(Beats at, ParameterValueList frame) {
        if (frame.isEmpty()) {
            return;
        }
        for (int index = 0; index < frame.size(); index++) {
            liveValueStore.write(frame, index);
        }
        activeFades.noteFrame(at);
        events.emit(new Event.ParamsWritten(at, Event.Cause.FADE, RequestSender.DAEMON, 0, frame));
    }

    /** Ends a fade at its present values. */
    void freeze(FadeOfOneLaunch launchFade) {
        ParameterValueList stopped = activeFades.targets(List.of(launchFade));
        for (int index = 0; index < stopped.size(); index++) {
            activeFades.remove(stopped.parameter(index));
            parametersDifferentFromClip.update(stopped.parameter(index));
        }
    }

    public void handle(
            Command.LiveParameterCommand command, Parameter parameter, CommandContext context) {
        switch (command) {
            case Command.WriteParam(var node, var param, var value) ->
                    setByHand(parameter, FittingValue.of(parameter, value), context);
            case Command.WriteNorm(var node, var param, var norm) ->
                    setByHand(parameter, valueAtNorm(parameter, norm), context);
            case Command.Touch(var node, var param, var down) ->
                    touch(parameter.number(), down, context);
        }
    }

    /** Ends every touch of a client that is gone. */
    public void release(RequestSender client, CommandContext context) {
        for (int parameter : List.copyOf(touched)) {
            if (touches.getOrDefault(parameter, Set.of()).contains(client)) {
                endTouch(parameter, client, context);
            }
        }
    }

    /** Sets a parameter by hand. The value must have its type and range. */
    public void setByHand(Parameter parameter, ParamValue value, CommandContext context) {
        editor.noteSetByHand(parameter, value, context);
        set(parameter, value, context);
    }

    /** Writes the values of a track's active clip again. An undo brings back what they replace. */
    public void revert(Track track, ParameterValueList values, CommandContext context) {
        editor.noteReverted(track, values, context);
        write(context.beat(), Event.Cause.REVERT, context.by(), 0, values);
    }

    /** Sets a parameter as if by hand, as part of a launch. This is not an edit. */
    public void set(Parameter parameter, ParamValue value, CommandContext context) {
        ParameterValueList written = ParameterValueList.of(parameter.number(), value);
        write(context.beat(), Event.Cause.HAND, context.by(), 0, written);
    }

    @Override
    public Optional<ParamValue> value(int parameter) {
        return liveValueStore.value(parameter);
    }

    @Override
    public void restore(
            Map<Integer, Optional<ParamValue>> values, RequestSender by, CommandContext context) {
        var set = new ParameterValueList.Builder(values.size());
        var unset = new ArrayList<Integer>();
        values.forEach((parameter, value) -> {
            if (value.isPresent()) {
                set.add(parameter, value.get());
            } else {
                unset.add(parameter);
            }
        });
        write(context.beat(), Event.Cause.HAND, by, 0, set.build());
        for (int parameter : unset) {
            activeFades.remove(parameter);
            liveValueStore.unset(parameter);
            parametersDifferentFromClip.update(parameter);
        }
        if (!unset.isEmpty()) {
            events.emit(new Event.ParamsUnset(context.beat(), unset));
        }
    }

    /** The values of all parameters that are set. */
    public ParameterValueList allValues() {
        return liveValueStore.allSet();
    }

    /** Gives the parameters exactly these values. No event is emitted. */
    public void restore(ParameterValueList values) {
        liveValueStore.unsetAll();
        for (int index = 0; index < values.size(); index++) {
            liveValueStore.write(values, index);
        }
    }

    private static ParamValue valueAtNorm(Parameter parameter, double norm) {
        if (parameter.text()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    parameter.path() + " holds text, which has no range to move over");
        }
        return ParamValue.of(parameter.range().atNorm(norm));
    }

    private void touch(int parameter, OnOffToggle down, CommandContext context) {
        boolean isDown = touches.getOrDefault(parameter, Set.of()).contains(context.by());
        if (down.from(isDown)) {
            touches.computeIfAbsent(parameter, number -> new LinkedHashSet<>()).add(context.by());
            emitTouched(parameter, true, context.by(), context);
        } else {
            endTouch(parameter, context.by(), context);
        }
    }

    private void endTouch(int parameter, RequestSender client, CommandContext context) {
        Set<RequestSender> clients = touches.get(parameter);
        if (clients != null && clients.remove(client)) {
            if (clients.isEmpty()) {
                touches.remove(parameter);
            }
            emitTouched(parameter, false, client, context);
        }
    }

    private void emitTouched(
            int parameter, boolean down, RequestSender client, CommandContext context) {
        touched = List.copyOf(touches.keySet());
        events.emit(new Event.Touched(context.beat(), client, parameter, down));
    }
}
