package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.ClipOrStop;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.LaunchQueue;
import io.downbeat.engine.launch.QueuedAction;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.engine.launch.SceneTracker;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.Transition;
import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.editing.UndoHistory;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is refused changes nothing, and what breaks does not stop the music. */
class CommandFailureTest {

    private static final TrackId DRUMS = new TrackId("tr_drums");
    private static final ClipId DROP = new ClipId(DRUMS, "c_tr_drums_4");

    @Test
    @Tag("FAILURE-1")
    void aRefusedCommandChangesNothing() {
        var scenario =
                EngineScenario.of(SampleSessions.band())
                        .at("1.2")
                        .launch("Drums/Drop", "bar")
                        .quietly();
        var before = scenario.view();
        var upcoming = scenario.lastTurn().upcoming();

        scenario.launch("Drums/9").launch("Nobody/1").stop("4").scene("9").stop("Z*");
        scenario.hand("kick/decay", "loud").hand("kick/nothing", 1).cancel("Drums/0");
        scenario.send(new Command.RevertTrack(ObjectReference.of("Synth")));

        assertSame(before, scenario.view());
        assertSame(upcoming, scenario.lastTurn().upcoming());
    }

    @Test
    @Tag("FAILURE-2")
    void validMessagesOfABundleAreHandledAlthoughAnotherIsRefused() {
        var scenario = EngineScenario.of(SampleSessions.band());

        scenario.send(launch("Drums", 4), launch("Drums", 9), launch("Synth", 4));

        scenario.heard("1.1 Drums plays Drop\n1.1 refused no-such\n1.1 Synth plays Drop");
    }

    @Test
    @Tag("FAILURE-3")
    void aBugInOneCommandIsReportedAndTheSessionGoesOn() {
        RandomSource broken =
                sides -> {
                    throw new IllegalStateException("the dice fell off the table");
                };
        var scenario =
                EngineScenario.of(SampleSessions.band(), broken)
                        .at("1.2")
                        .launch("Synth/Drop", "bar");
        scenario.quietly();

        scenario.send(
                new Command.LaunchRelative(
                        ObjectReference.of("Drums"), Command.RelativeStep.ANY, Optional.empty()),
                launch("Visual", 4));

        scenario.heard(
                """
                1.2 failed: java.lang.IllegalStateException: the dice fell off the table
                1.2 Visual plays Drop
                """);
        scenario.at("2.2").heard("2.1 Synth plays Drop");
        assertEquals(0, scenario.view().track(1).active());
    }

    @Test
    @Tag("FAILURE-4")
    void aClipWhoseValuesCannotBeComputedFailsBeforeAnythingChanges() {
        var loaded =
                SampleSessions.piece().track("Drums", "a/b").clip("Good", 1).lying("Broken").done();
        var scenario = EngineScenario.of(loaded).at("1.2").launch("Drums/Good", "bar").quietly();
        var before = scenario.view();

        scenario.launch("Drums/Broken", "bar");
        assertSame(before, scenario.view());
        scenario.quietly().at("2.2").heard("2.1 Drums plays Good");
    }

    @Test
    @Tag("FAILURE-5")
    void aFailedLaunchIsReportedAndOtherLaunchesOfItsBeatArePerformed() {
        var events = new TurnEvents();
        var queue = new LaunchQueue();
        var decks = decks(events, queue);
        decks.start(
                List.of(ClipOrStop.clip(decks.deck(DRUMS), DROP, OptionalDouble.empty())),
                Quantize.BAR,
                CommandContext.ofScheduledAction(Beats.of(1), new HostMicros(500_000)),
                Optional.empty());
        var nothingWaits =
                new ScheduledAction<QueuedAction>(
                        Beats.of(4),
                        SameBeatOrder.STOP,
                        99,
                        new QueuedAction.OnDeck(decks.deck(new TrackId("tr_synth"))));
        events.drain();

        decks.perform(List.of(nothingWaits, queue.drainDue().getFirst()), Beats.of(4));

        List<Event> told = events.drain();
        assertTrue(told.getFirst() instanceof Event.Failed, told::toString);
        assertEquals(
                new Event.ClipActivated(
                        Beats.of(4), DROP, Event.LaunchCause.CLIENT, Transition.CUT),
                told.get(1));
        assertTrue(
                told.getLast() instanceof Event.ParamsWritten written && written.prepared() == 0,
                told::toString);
    }

    private static Decks decks(TurnEvents events, LaunchQueue queue) {
        var document =
                new SessionDocument(SampleSessions.band(), List.of(), new StarPatternNaming());
        var timeline = new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(0));
        var transport = new Transport(new TransportState(true, timeline, Meter.COMMON), events);
        var parameters =
                new LiveValuesAndTouches(
                        document, new Editor(document, events, new UndoHistory(1)), events);
        var fades = new ParameterFader(parameters, transport, new HostMicros(0), 60);
        var clockSourceFollower =
                new ClockSourceFollower(
                        document,
                        transport,
                        parameters,
                        events,
                        new TempoControl(transport),
                        ClockState.INTERNAL);
        return new Decks(
                document,
                transport,
                parameters,
                fades,
                events,
                new SceneTracker(document, clockSourceFollower, queue, events),
                queue);
    }

    private static Command launch(String track, int clip) {
        return new Command.LaunchClip(
                ObjectReference.of(track), ObjectReference.position(clip), Optional.empty(), false);
    }
}
