package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.UpcomingBoundary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class DeleteWhilePlayingTest {

    private static final TrackId DRUMS = new TrackId("tr_drums");
    private static final ClipId DROP = new ClipId(DRUMS, "c_tr_drums_4");
    private static final Command UNDO = new Command.Undo();
    private static final int DECAY = 0;

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band()).withValues();

    @Test
    @Tag("SHAPE-5")
    void aDeletedClipStopsItsTrackAndAnUndoMakesItActiveAgain() {
        scenario.launch("Drums/Drop").at("1.3").quietly();

        scenario.edit(new Edit.DeleteClip(DROP));

        scenario.heard("1.3 Drums stops c_tr_drums_4");
        assertEquals(0, scenario.view().track(1).active());
        assertEquals(Optional.of(ParamValue.of(0.28)), scenario.view().values().value(DECAY));

        scenario.send(UNDO).heard("1.3 Drums plays Drop\n1.3 undo delete clip Drums/Drop");
        assertEquals(4, scenario.view().track(1).active());
        assertFalse(scenario.view().track(1).dirty());
        scenario.hand("kick/decay", 0.9);
        assertTrue(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("SHAPE-5")
    void aDeletedTrackTakesItsFadeWithItAndComesBackPlaying() {
        scenario.hand("kick/decay", 0.5).fade("Drums/Drop", 1).at("1.3").quietly();
        double halfway = scenario.view().values().number(DECAY);

        scenario.edit(new Edit.DeleteTrack(DRUMS)).at("2.3");

        scenario.heard("1.3 tr_drums stops c_tr_drums_4");
        assertEquals(2, scenario.view().tracks().size());
        assertEquals(halfway, scenario.view().values().number(DECAY));
        scenario.send(UNDO);
        assertEquals(4, scenario.view().track(1).active());
        assertEquals(halfway, scenario.view().values().number(DECAY));
    }

    @Test
    @Tag("SHAPE-5")
    void anUndoDoesNotChangeATrackThatHasPlayedSomethingSince() {
        scenario.launch("Drums/Drop").edit(new Edit.DeleteClip(DROP));
        scenario.launch("Drums/Intro").quietly();

        scenario.send(UNDO).heard("1.1 undo delete clip Drums/Drop");

        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("SHAPE-6")
    void aQueuedClipThatIsDeletedIsNoLongerQueued() {
        scenario.at("1.2").launch("Drums/Drop", "bar").launch("Synth/Drop", "bar").quietly();
        UpcomingBoundary both = scenario.lastTurn().upcoming().getFirst();

        scenario.edit(new Edit.DeleteClip(DROP));

        scenario.heard("1.2 Drums drops c_tr_drums_4");
        UpcomingBoundary one = scenario.lastTurn().upcoming().getFirst();
        assertEquals(both.launches().subList(1, 2), one.launches());
        assertNotEquals(both.revision(), one.revision());
        scenario.send(UNDO).at("2.1");
        scenario.heard(
                """
                1.2 undo delete clip Drums/Drop
                2.1 Synth plays Drop
                2.1 launch gain/level=0.35
                """);
    }

    @Test
    @Tag("SHAPE-6")
    void aSceneWhoseLastQueuedTrackIsDeletedIsNoLongerQueued() {
        scenario.at("1.2").scene("Drop", "bar").quietly();
        scenario.edit(new Edit.DeleteTrack(DRUMS));
        scenario.edit(new Edit.DeleteTrack(new TrackId("tr_visual")));

        scenario.heard(
                """
                1.2 tr_drums drops c_tr_drums_4
                1.2 tr_visual drops c_tr_visual_4
                1.2 scene Drop dropped
                """);
        assertEquals(List.of(), scenario.lastTurn().upcoming());
    }

    @Test
    @Tag("SHAPE-7")
    void movedObjectsContinueToPlayAndWait() {
        scenario.launch("Drums/Intro").at("1.2").launch("Drums/Drop", "bar").quietly();
        UpcomingBoundary before = scenario.lastTurn().upcoming().getFirst();

        scenario.edit(new Edit.MoveTrack(DRUMS, 3)).edit(new Edit.MoveClip(DROP, 1));

        scenario.heard("");
        assertEquals(2, scenario.view().track(3).active());
        assertEquals(1, scenario.view().track(3).queued());
        assertEquals(before, scenario.lastTurn().upcoming().getFirst());
        scenario.at("2.1").heard("2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58");
        assertEquals(1, scenario.view().track(3).active());
        scenario.send(UNDO, UNDO);
        assertEquals(4, scenario.view().track(1).active());
    }

    @Test
    @Tag("SHAPE-7")
    void aSceneStaysActiveWhenItsTracksAreMoved() {
        scenario.scene("Drop").edit(new Edit.MoveTrack(DRUMS, 2)).edit(new Edit.MoveClip(DROP, 1));

        assertEquals(4, scenario.view().scenes().active());
    }

    @Test
    @Tag("SHAPE-8")
    void aDeletedNodeLeavesFadesTouchesAndBoundariesAndComesBackWithItsValues() {
        scenario.hand("kick/decay", 0.6);
        scenario.send(
                new Command.Touch(
                        ObjectReference.of("kick"), ObjectReference.of("decay"), OnOffToggle.ON));
        scenario.at("1.2").launch("Drums/Drop", "bar");
        UpcomingBoundary before = scenario.lastTurn().upcoming().getFirst();

        scenario.edit(new Edit.DeleteNode("kick"));

        UpcomingBoundary after = scenario.lastTurn().upcoming().getFirst();
        assertEquals(List.of(), scenario.view().touched());
        assertTrue(after.launches().getFirst().values().isEmpty());
        assertNotEquals(before.revision(), after.revision());
        scenario.quietly().at("2.1").heard("2.1 Drums plays Drop");

        scenario.send(UNDO);
        assertEquals(Optional.of(ParamValue.of(0.6)), scenario.view().values().value(DECAY));
        assertTrue(scenario.view().track(1).dirty());
    }
}
