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
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.function.Predicate;

/** Brings the session into a state of the arrangement, but for what hands have taken over. */
final class ArrangementStateRestorer {

    private final SessionDocument document;
    private final Transport transport;
    private final Decks decks;
    private final LiveValuesAndTouches parameters;
    private final ParameterFader fades;
    private final ClockSourceFollower clockSourceFollower;
    private final TakenOverByHand takenOver;

    ArrangementStateRestorer(
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

    void setMeter(Meter meter, CommandContext context) {
        if (!meter.equals(transport.meter())) {
            clockSourceFollower.realign();
            transport.setMeter(meter, context);
            decks.retime(context);
        }
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
                && !clockSourceFollower.isTempoOfNode(parameter.path())
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
    static void addFitting(
            Parameter parameter, ParamValue value, ParameterValueList.Builder values) {
        try {
            values.add(parameter.number(), FittingValue.of(parameter, value));
        } catch (Refusal otherType) {
            // The parameter holds numbers now, and held texts when they were recorded.
            return;
        }
    }
}
