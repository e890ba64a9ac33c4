package io.downbeat.engine.arrangement;

import io.downbeat.arrangement.ArrangementStateAtBeat;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.FittingValue;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.FadeTiming;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Applies to the session what the arrangement says: its changes of time and fades, its moves and
 * its states, but for what hands have taken over. Launches and stops are queued by {@link
 * ArrangementLaunchQueuer}.
 */
final class ArrangementApplier {

    private final SessionDocument document;
    private final Transport transport;
    private final Decks decks;
    private final LiveValuesAndTouches parameters;
    private final ParameterFader fades;
    private final ClockSourceFollower clockSourceFollower;
    private final TakenOverByHand takenOver;

    ArrangementApplier(
            SessionDocument document,
            Transport transport,
            Decks decks,
            LiveValuesAndTouches parameters,
            ParameterFader fades,
            ClockSourceFollower clockSourceFollower,
            TakenOverByHand takenOver) {
        this.document = document;
        this.transport = transport;
        this.decks = decks;
        this.parameters = parameters;
        this.fades = fades;
        this.clockSourceFollower = clockSourceFollower;
        this.takenOver = takenOver;
    }

    /** Performs a change of the tempo, the signature or the fades; other events have no effect. */
    void perform(ArrangementEvent event, CommandContext context) {
        switch (event) {
            case ArrangementEvent.TempoSet(var at, var tempo, var quarters) ->
                    clockSourceFollower.setArrangementTempo(tempo, quarters, context);
            case ArrangementEvent.MeterSet(var at, var meter) -> setMeter(meter, context);
            case ArrangementEvent.FadesFrozen frozen -> fades.freeze(decks::isDriven);
            case ArrangementEvent.FadesCut cut -> fades.cut(decks::isDriven, context);
            default -> {}
        }
    }

    private void setMeter(Meter meter, CommandContext context) {
        if (!meter.equals(transport.meter())) {
            clockSourceFollower.realign();
            transport.setMeter(meter, context);
            decks.retime(context);
        }
    }

    /** Whether the arrangement may write a parameter; a clock's node sets its tempo by itself. */
    boolean mayWrite(ParamPath path) {
        return !clockSourceFollower.isTempoOfNode(path);
    }

    /** Adds a move to the values of a beat, if the parameter is there and nobody else has it. */
    void addMove(ParamPath path, ParamValue value, ParameterValueList.Builder values) {
        Optional<Parameter> parameter = document.graph().parameter(path);
        if (parameter.isPresent() && !takenOver.contains(path) && mayWrite(path)) {
            addFitting(parameter.get(), value, values);
        }
    }

    /** Writes the moves of a beat. */
    void writeMoves(Beats at, ParameterValueList values) {
        parameters.write(at, Event.Cause.ARRANGEMENT, RequestSender.DAEMON, 0, values);
    }

    /** Sets the tempo and the signature of a state. */
    void restoreTime(ArrangementStateAtBeat state, CommandContext context) {
        clockSourceFollower.setArrangementTempo(state.tempo().from(), 0, context);
        if (state.tempo().isRamping()) {
            clockSourceFollower.setArrangementTempo(
                    state.tempo().to(), state.tempo().quarters(), context);
        }
        setMeter(state.meter(), context);
    }

    /**
     * Restores active clips, values and fades of a state, but for what hands have taken over.
     *
     * @param origin the beat of the transport at which the beats of the state begin
     * @param tracks the tracks to be restored, with their parameters
     * @param paths the other parameters to be restored
     */
    void restore(
            ArrangementStateAtBeat state,
            Beats origin,
            CommandContext context,
            Predicate<TrackId> tracks,
            Predicate<ParamPath> paths) {
        state.active()
                .forEach((track, clip) -> {
                    if (document.positionOf(track) > 0 && tracks.test(track)) {
                        decks.restoreArranged(decks.deck(track), clip, context);
                    }
                });
        var values = new ParameterValueList.Builder();
        for (int index = 0; index < state.values().size(); index++) {
            int number = state.values().parameter(index);
            if (isRestored(number, tracks, paths)) {
                addFitting(document.graph().parameter(number), state.values().value(index), values);
            }
        }
        parameters.write(context.beat(), Event.Cause.LAUNCH, context.by(), 0, values.build());
        for (ArrangementStateAtBeat.Fade fade : state.fades()) {
            resume(fade, origin, tracks, paths, context);
        }
    }

    private boolean isRestored(int number, Predicate<TrackId> tracks, Predicate<ParamPath> paths) {
        Parameter parameter = document.graph().parameter(number);
        return !parameter.locked()
                && mayWrite(parameter.path())
                && takenOver.leaves(parameter.path(), tracks, paths);
    }

    private void resume(
            ArrangementStateAtBeat.Fade fade,
            Beats origin,
            Predicate<TrackId> tracks,
            Predicate<ParamPath> paths,
            CommandContext context) {
        var from = new ParameterValueList.Builder();
        var to = new ParameterValueList.Builder();
        for (int index = 0; index < fade.to().size(); index++) {
            int number = fade.to().parameter(index);
            if (!document.graph().parameter(number).text() && isRestored(number, tracks, paths)) {
                from.add(fade.from(), index);
                to.add(fade.to(), index);
            }
        }
        FadeTiming timing = fade.timing().later(origin);
        fades.resume(fade.clip(), timing, from.build(), to.build(), context);
    }

    /** Adds a value of the arrangement, if it has the type that the parameter has now. */
    private static void addFitting(
            Parameter parameter, ParamValue value, ParameterValueList.Builder values) {
        try {
            values.add(parameter.number(), FittingValue.of(parameter, value));
        } catch (Refusal otherType) {
            // The parameter holds numbers now, and held texts when they were recorded.
            return;
        }
    }
}
