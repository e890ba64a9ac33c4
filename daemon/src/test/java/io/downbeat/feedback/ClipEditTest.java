package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.view.TrackState;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Every edit of clips, by its address, as the client that edits and a subscriber see it. */
class ClipEditTest extends EditScenario {

    @Test
    @Tag("CLIP-EDIT-1")
    void capturedLiveValuesAreAClipThatIsActiveAtOnce() {
        editor.send("/track/1/clip/1/launch", "instant").send("/node/kick/decay", 0.75f);
        subscribe("/track/1/active", "/track/1/dirty", "/track/1/clip/5/name", "/node/kick/decay");

        editor.send("/track/1/clip/add").heard("/track/1/clip/added ,f 5");

        tablet.heard(
                "/track/1/active ,f 5",
                "/track/1/active/name ,s \"Clip 5\"",
                "/track/1/dirty ,f 0",
                "/track/1/clip/5/name ,s \"Clip 5\"");
        assertEquals("cl_1", clip(1, 5).id());
        answers(
                "/track/1/clip/5/param/kick/decay ,f 0.75",
                "/track/1/clip/5/param/kick/pitch ,f 52",
                "/track/1/clip/5/state ,f 3",
                "/track/1/clip/1/state ,f 1",
                "/undo/name ,s \"add clip Drums/Clip 5\"");
        editor.send("/track/Synth/clip/add", "New").heard("/track/Synth/clip/added ,f 5");
        editor.send("/track/[13]/clip/add", "More")
                .heard("/track/1/clip/added ,f 6", "/track/3/clip/added ,f 5");
    }

    @Test
    @Tag("CLIP-EDIT-1")
    void aParameterWithoutALiveValueIsNotCaptured() {
        editor.send("/node/kick/decay", 0.5f).send("/track/1/clip/add").quietly();

        assertEquals(1, clip(1, 5).values().size());
    }

    @Test
    @Tag("CLIP-EDIT-2")
    void anUndoOfACaptureReturnsToTheClipThatWasActive() {
        editor.send("/track/1/clip/2/launch", "instant").send("/node/kick/decay", 0.75f);
        editor.send("/track/1/clip/add");
        assertEquals(5, track(1).active());

        editor.send("/undo");
        assertEquals(2, track(1).active());
        assertTrue(track(1).dirty());
        editor.send("/redo");
        assertEquals(5, track(1).active());
        assertFalse(track(1).dirty());

        editor.send("/track/1/clip/3/launch", "instant").send("/undo");
        assertEquals(3, track(1).active());
        editor.send("/redo");
        assertEquals(3, track(1).active());
    }

    @Test
    @Tag("CLIP-EDIT-3")
    void aCaptureDuringAFadeHoldsWhatItCaptured() {
        editor.send("/track/1/clip/1/launch", "instant");
        editor.send("/track/1/clip/4/launch", "instant", 4f);
        scenario.at("3.1");

        editor.send("/track/1/clip/add");
        List<OscArgument> captured = scenario.truth("/node/kick/decay");
        scenario.at("9.1");

        assertEquals(captured, scenario.truth("/node/kick/decay"));
        assertFalse(track(1).dirty());
        assertEquals(
                scenario.truth("/node/kick/decay"),
                scenario.truth("/track/1/clip/5/param/kick/decay"));
    }

    @Test
    @Tag("CLIP-EDIT-4")
    void anUpdateStoresTheLiveValuesAndDoesNotLaunch() {
        editor.send("/track/1/clip/1/launch", "instant").send("/node/kick/decay", 0.75f);
        subscribe("/track/1/dirty", "/track/1/clip/1/param/*/*", "/track/1/clip/2/param/*/*");

        editor.send("/track/1/clip/1/update").heard();
        tablet.heard("/track/1/dirty ,f 0", "/track/1/clip/1/param/kick/decay ,f 0.75");
        editor.send("/undo/name").heard("/undo/name ,s \"update clip Drums/Intro\"");
        editor.send("/track/1/clip/2/update");
        tablet.heard(
                "/track/1/clip/2/param/kick/decay ,f 0.75",
                "/track/1/clip/2/param/kick/pitch ,f 52");
        assertEquals(1, track(1).active());
        editor.send("/undo").send("/undo");
        assertTrue(track(1).dirty());
        assertTrue(errorOf("/track/1/clip/9/update").contains(" no-such "));
    }

    @Test
    @Tag("CLIP-EDIT-5")
    void aClipIsDuplicatedMovedNamedColouredAndDeletedWhileItPlays() {
        editor.send("/track/1/clip/2/launch", "instant");
        editor.send("/track/1/clip/2/color", "#010203").send("/track/1/clip/2/mode", "gate");

        editor.send("/track/1/clip/2/duplicate").send("/track/1/clip/2/duplicate").heard();
        assertEquals(
                List.of("Intro", "Verse", "Verse copy 2", "Verse copy", "Chorus", "Drop"),
                clips(1));
        assertEquals(clip(1, 2).copiedAs("cl_1", "Verse copy"), clip(1, 4));
        assertEquals(2, track(1).active());

        editor.send("/track/1/clip/Verse/move", 6);
        assertEquals(6, track(1).active());
        editor.send("/track/1/clip/6/name", "Chorus 2");
        answers("/track/1/active/name ,s \"Chorus 2\"");
        editor.send("/track/1/clip/6/name", "");
        answers("/track/1/active/name ,s \"Clip 6\"");
        assertTrue(errorOf("/track/1/clip/1/move", 7).contains(" range "));

        editor.send("/track/1/clip/6/delete");
        assertEquals(0, track(1).active());
        editor.send("/undo");
        assertEquals(6, track(1).active());
        for (int step = 0; step < 7; step++) {
            editor.send("/undo");
        }
        assertEquals(List.of("Intro", "Verse", "Chorus", "Drop"), clips(1));
        assertEquals(2, track(1).active());
    }

    @Test
    @Tag("CLIP-EDIT-6")
    void aStoredValueKeepsItsTypeAndItsRange() {
        editor.send("/track/1/clip/1/launch", "instant").send("/node/kick/decay/range", 0, 1);
        subscribe("/track/1/dirty", "/track/1/clip/1/param/kick/decay");

        editor.send("/track/1/clip/1/param/kick/decay", 5);
        tablet.heard("/track/1/dirty ,f 1", "/track/1/clip/1/param/kick/decay ,f 1");
        editor.send("/track/1/clip/1/param/kick/decay", "0.25");
        tablet.heard("/track/1/clip/1/param/kick/decay ,f 0.25");
        assertTrue(errorOf("/track/1/clip/1/param/kick/decay", "fast").contains(" type "));
        editor.send("/track/3/clip/1/param/noise/mode", 3);
        answers(
                "/track/3/clip/1/param/noise/mode ,s 3",
                "/undo/name ,s \"Visual/Intro noise/mode\"");
    }

    @Test
    @Tag("CLIP-EDIT-6")
    void onlyAnOwnedParameterIsStoredAnew() {
        editor.send("/track/2/clip/1/param/kick/decay", 0.5f)
                .heard(
                        "/error ,sss /track/2/clip/1/param/kick/decay no-such \"clip 1 (Intro) of"
                                + " track 2 stores no value for kick/decay, and its track does not"
                                + " own node kick: assign the node to it first\"");
        editor.send("/track/1/unassign", "kick").send("/track/2/assign", "kick");

        editor.send("/track/2/clip/1/param/kick/decay", 0.5f);

        answers("/track/2/clip/1/param/kick/decay ,f 0.5");
        editor.send("/track/2/clip/*/param/kick/decay", 0.75f);
        assertEquals(2, clip(2, 1).values().size());
        assertEquals(1, clip(2, 2).values().size());
        answers("/track/2/clip/1/param/kick/decay ,f 0.75");
    }

    @Test
    @Tag("CLIP-EDIT-6")
    void aFaderThatMovesAStoredValueIsOneStep() {
        for (int value = 1; value <= 20; value++) {
            editor.send("/track/1/clip/1/param/kick/decay", value / 100f);
            scenario.seconds(0.05);
        }
        answers("/track/1/clip/1/param/kick/decay ,f 0.2");

        editor.send("/undo");

        answers("/track/1/clip/1/param/kick/decay ,f 0.5", "/undo/name ,s \"\"");
        editor.send("/redo");
        answers("/track/1/clip/1/param/kick/decay ,f 0.2");
    }

    @Test
    @Tag("CLIP-EDIT-7")
    void theFollowActionOfAClipIsSet() {
        editor.send("/track/1/clip/1/follow", 1)
                .send("/track/1/clip/1/follow/a", "jump", 3)
                .send("/track/1/clip/1/follow/b/index", 1)
                .send("/track/1/clip/1/follow/chance", 0.25f)
                .send("/track/1/clip/1/follow/time", 8)
                .send("/track/1/clip/1/follow/repeats", 2)
                .heard();

        answers(
                "/track/1/clip/1/follow ,f 1",
                "/track/1/clip/1/follow/a ,sf jump 3",
                "/track/1/clip/1/follow/b ,s stop",
                "/track/1/clip/1/follow/chance ,f 0.25",
                "/track/1/clip/1/follow/time ,f 8",
                "/track/1/clip/1/follow/repeats ,f 2");
        assertTrue(errorOf("/track/1/clip/1/follow/a", "jump").contains(" missing "));
        editor.send("/follow", 0);
        answers("/follow ,f 0", "/undo/name ,s \"Drums/Intro follow\"");
    }

    @Test
    @Tag("CLIP-EDIT-8")
    void aJumpFollowsItsClip() {
        editor.send("/track/1/clip/1/follow/a", "jump", 3);

        editor.send("/track/1/clip/2/duplicate");
        assertEquals(4, clip(1, 1).follow().a().jump());
        editor.send("/track/1/clip/4/move", 1);
        assertEquals(1, clip(1, 2).follow().a().jump());
        editor.send("/track/1/clip/1/delete");
        assertEquals(FollowAction.Kind.NONE, clip(1, 1).follow().a().kind());
        editor.send("/undo");
        assertEquals(1, clip(1, 2).follow().a().jump());
    }

    private TrackState track(int position) {
        return scenario.view().track(position);
    }

    private Clip clip(int track, int clip) {
        return scenario.view().session().track(track).orElseThrow().clip(clip).orElseThrow();
    }

    private List<String> clips(int track) {
        return scenario.view().session().track(track).orElseThrow().clips().stream()
                .map(Clip::name)
                .toList();
    }

    private String errorOf(String address, Object... arguments) {
        editor.quietly().send(address, arguments);
        return String.join("", editor.takeHeard());
    }
}
