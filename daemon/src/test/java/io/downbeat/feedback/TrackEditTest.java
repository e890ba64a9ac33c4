package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Every edit of tracks, by its address, as the client that edits and a subscriber see it. */
class TrackEditTest extends EditScenario {

    @Test
    @Tag("TRACK-EDIT-1")
    void aNewTrackStandsAtTheEndAndItsClientIsToldWhere() {
        subscribe("/track/count", "/track/4/name");

        editor.send("/track/add").heard("/track/added ,f 4");

        tablet.heard("/track/count ,f 4", "/track/4/name ,s \"Track 4\"");
        editor.send("/track/add", "Bass").heard("/track/added ,f 5");
        editor.send("/track/add", "").heard("/track/added ,f 6");
        editor.send("/track/add", "Track 7").send("/track/add").quietly();
        assertEquals(
                List.of(
                        "Track 4 tr_1",
                        "Bass tr_2",
                        "Track 6 tr_3",
                        "Track 7 tr_4",
                        "Track 8 tr_5"),
                tracks().stream().skip(3).map(track -> track.name() + " " + track.id()).toList());
        editor.send("/undo/name").heard("/undo/name ,s \"add track Track 8\"");
    }

    @Test
    @Tag("TRACK-EDIT-1")
    void theIdOfADeletedTrackIsNotGivenAgain() {
        editor.send("/track/add").send("/track/4/delete").send("/track/add");

        assertEquals("tr_2", tracks().getLast().id());
        editor.send("/undo").send("/undo");
        assertEquals("tr_1", tracks().getLast().id());
    }

    @Test
    @Tag("TRACK-EDIT-2")
    void aTrackIsNamedAndColoured() {
        subscribe(
                "/track/1/name",
                "/track/1/color",
                "/track/1/color/rgba",
                "/track/Drums/safe",
                "/track/Beats/name");

        editor.send("/track/1/name", "Beats").heard();
        tablet.heard("/track/1/name ,s Beats", "/track/Beats/name ,s Beats");
        editor.send("/track/Beats/color", "#ff8000").send("/track/1/color/rgba");
        tablet.heard("/track/1/color ,s rgb(255,128,0)", "/track/1/color/rgba ,r #ff8000ff");
        editor.heard("/track/1/color/rgba ,r #ff8000ff");
        editor.send("/track/1/color/rgba", new OscArgument.Rgba(0x01020304));
        assertEquals("rgb(1,2,3)", tracks().getFirst().color());
        editor.send("/track/1/name", " ")
                .send("/track/1/name")
                .heard("/track/1/name ,s \"Track 1\"");
        editor.send("/track/*/name", "Same");
        assertEquals(List.of("Same", "Same", "Same"), names());
        editor.send("/undo").send("/undo").send("/undo").send("/undo").send("/undo");
        assertEquals("Drums", tracks().getFirst().name());
        assertEquals("", tracks().getFirst().color());
        editor.quietly().send("/redo/name").heard("/redo/name ,s \"rename track Drums to Beats\"");
    }

    @Test
    @Tag("TRACK-EDIT-3")
    void aNodeHasOneOwner() {
        editor.send("/track/add", "Extra").quietly();

        editor.send("/track/4/assign", "kick")
                .heard(
                        "/error ,sss /track/4/assign owned \"node kick belongs to track 1 (Drums):"
                                + " unassign it there first\"");
        editor.send("/track/4/assign", "kick", "what").quietly();
        assertEquals(List.of(), tracks().get(3).nodes());
        editor.send("/track/4/unassign", "kick")
                .heard(
                        "/error ,sss /track/4/unassign no-such \"track 4 (Extra) does not own node"
                                + " kick, which belongs to track 1 (Drums)\"");
        editor.send("/track/4/assign", "nothing")
                .heard(
                        "/error ,sss /track/4/assign no-such \"there is no node nothing: see"
                                + " /node/list for the nodes there are\"");
        assertTrue(errorOf("/track/4/assign").contains(" missing "));

        subscribe("/track/1/nodes", "/track/4/nodes", "/node/kick/track");
        editor.send("/track/1/unassign", "kick").send("/track/4/assign", "kick", "kick").heard();
        assertEquals(List.of("kick"), tracks().get(3).nodes());
        editor.send("/undo/name").heard("/undo/name ,s \"assign kick to Extra\"");
        editor.send("/undo").send("/undo");
        assertEquals(List.of("kick"), tracks().getFirst().nodes());
    }

    @Test
    @Tag("TRACK-EDIT-3")
    void aNodeOfWhichTheActiveClipStoresAValueMakesItsTrackDirtyOnlyWhileTheTrackOwnsIt() {
        editor.send("/track/1/clip/1/launch", "instant").send("/node/kick/decay", 0.9f);
        assertTrue(scenario.view().track(1).dirty());

        editor.send("/track/1/unassign", "kick");

        assertTrue(!scenario.view().track(1).dirty());
        editor.send("/undo");
        assertTrue(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("TRACK-EDIT-4")
    void aDeletedTrackLeavesItsPositionToTheNextOne() {
        editor.send("/track/2/clip/3/launch", "instant").send("/track/1/clip/1/launch", "instant");
        subscribe("/track/*/active", "/track/*/name", "/track/Synth/active");

        editor.send("/track/1/delete").heard();

        tablet.heard(
                "/track/3/name ,s \"\"",
                "/track/1/name ,s Synth",
                "/track/1/active ,f 3",
                "/track/Synth/active ,f 3",
                "/track/1/active/name ,s Chorus",
                "/track/Synth/active/name ,s Chorus",
                "/track/2/name ,s Visual",
                "/track/2/active ,f 0",
                "/track/2/active/name ,s \"\"");
        editor.send("/undo");
        assertEquals(List.of("Drums", "Synth", "Visual"), names());
        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("TRACK-EDIT-4")
    void aPatternDeletesWhatItMatchedBeforeAnythingWasDeleted() {
        editor.send("/track/[12]/delete").heard();

        assertEquals(List.of("Visual"), names());
        editor.send("/undo");
        assertEquals(List.of("Drums", "Synth", "Visual"), names());
        editor.send("/track/*/clip/*/delete");
        assertTrue(tracks().stream().allMatch(track -> track.clips().isEmpty()));
        editor.send("/track/1/*");
        assertEquals(3, tracks().size());
    }

    @Test
    @Tag("TRACK-EDIT-5")
    void aMovedTrackKeepsWhatItPlays() {
        editor.send("/track/1/clip/4/launch", "instant");

        editor.send("/track/Drums/move", 3).heard();

        assertEquals(List.of("Synth", "Visual", "Drums"), names());
        assertEquals(4, scenario.view().track(3).active());
        assertTrue(errorOf("/track/1/move", 4).contains(" range "));
        editor.send("/undo");
        assertEquals(List.of("Drums", "Synth", "Visual"), names());
        assertEquals(4, scenario.view().track(1).active());
    }

    @Test
    @Tag("TRACK-EDIT-6")
    void theEditsOfABundleAreOneStep() {
        Session before = scenario.view().session();

        scenario.receive(
                Peer.parse("udp:10.0.0.1:9000"),
                OscBundle.of(
                        OscTimetag.IMMEDIATE,
                        OscMessage.of("/track/add", OscArgument.s("Bass")),
                        OscMessage.of("/track/4/clip/add"),
                        OscMessage.of("/track/1/delete")));

        editor.heard("/track/added ,f 4", "/track/4/clip/added ,f 1");
        assertEquals(List.of("Synth", "Visual", "Bass"), names());
        editor.send("/undo/name").heard("/undo/name ,s \"add track Bass and 2 more\"");
        editor.send("/undo");
        assertEquals(before, scenario.view().session());
    }

    private String errorOf(String address, Object... arguments) {
        editor.quietly().send(address, arguments);
        return String.join("", editor.takeHeard());
    }

    private List<Track> tracks() {
        return scenario.view().session().tracks();
    }

    private List<String> names() {
        return tracks().stream().map(Track::name).toList();
    }

    @Test
    @Tag("TRACK-EDIT-5")
    void aNodeTellsTheTrackThatItBelongsTo() {
        subscribe("/node/kick/track");
        editor.send("/track/1/unassign", "kick");
        tablet.heard("/node/kick/track ,s \"\"");
        editor.send("/undo");
        tablet.heard("/node/kick/track ,s tr_drums");
        editor.send("/track/1/delete");
        tablet.heard("/node/kick/track ,s \"\"");
    }
}
