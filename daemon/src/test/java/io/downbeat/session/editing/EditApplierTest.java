package io.downbeat.session.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class EditApplierTest {

    private static final TrackId DRUMS = new TrackId("tr_drums");
    private static final ClipId DROP = new ClipId(DRUMS, "c_tr_drums_4");

    private final Document band = document(SampleSessions.band());

    @Test
    void anEditThatChangesNothingGivesTheSameDocument() {
        assertSame(band, EditApplier.apply(band, new Edit.SetTrackSafe(DRUMS, false)));
        assertSame(band, EditApplier.apply(band, new Edit.SetClipMode(DROP, LaunchMode.TRIGGER)));
        assertSame(band, EditApplier.apply(band, new Edit.MoveTrack(DRUMS, 1)));
        assertSame(band, EditApplier.apply(band, new Edit.MoveClip(DROP, 4)));
    }

    @Test
    void unchangedPartsAreTheSameObjects() {
        Document edited = EditApplier.apply(band, new Edit.SetTrackSafe(DRUMS, true));

        assertSame(band.graph(), edited.graph());
        assertSame(band.session().tracks().get(1), edited.session().tracks().get(1));
        assertTrue(edited.session().track(DRUMS).orElseThrow().safe());
        assertFalse(band.session().track(DRUMS).orElseThrow().safe());
    }

    @Test
    void aMovedTrackKeepsItsContents() {
        Document edited = EditApplier.apply(band, new Edit.MoveTrack(DRUMS, 3));

        assertEquals(List.of("Synth", "Visual", "Drums"), names(edited));
        assertSame(band.session().tracks().getFirst(), edited.session().tracks().getLast());
    }

    @Test
    void scenesLoseTheirAssignmentsToADeletedTrackOrClip() {
        Document withoutClip = EditApplier.apply(band, new Edit.DeleteClip(DROP));
        Document withoutTrack = EditApplier.apply(band, new Edit.DeleteTrack(DRUMS));

        assertEquals(List.of("Intro", "Verse", "Chorus"), clips(withoutClip));
        assertEquals(Optional.empty(), scene(withoutClip, 4).clipOf("tr_drums"));
        assertSame(scene(band, 1), scene(withoutClip, 1));
        assertEquals(List.of("Synth", "Visual"), names(withoutTrack));
        assertEquals(1, scene(withoutTrack, 4).assignments().size());
    }

    @Test
    @Tag("SCENE-EDIT-7")
    void aFollowActionOfASceneJumpsToTheSameSceneAfterScenesWereEdited() {
        var chorus = new SceneId(scene(band, 3).id());
        var drop = new SceneId(scene(band, 4).id());
        Document jumping =
                EditApplier.apply(
                        band, new Edit.SetSceneFollow(drop, jumpingTo(3, FollowAction.MOST)));

        assertEquals(
                jumpingTo(4, FollowAction.MOST),
                follow(jumping, drop, new Edit.MoveScene(chorus, 4)));
        assertEquals(
                jumpingTo(2, FollowAction.MOST),
                follow(jumping, drop, new Edit.DeleteScene(new SceneId(scene(band, 1).id()))));
        assertEquals(
                jumpingTo(4, FollowAction.MOST),
                follow(jumping, drop, new Edit.AddScene(scene(band, 1).copy("scene_9", "New"), 2)));
        assertEquals(
                jumpingTo(4, FollowAction.MOST),
                follow(
                        jumping,
                        drop,
                        new Edit.DuplicateScene(
                                new SceneId(scene(band, 1).id()), new SceneId("scene_9"), "New")));
        assertEquals(
                FollowAction.Kind.NONE,
                follow(jumping, drop, new Edit.DeleteScene(chorus)).a().kind());
        assertSame(
                scene(jumping, 1),
                scene(EditApplier.apply(jumping, new Edit.MoveScene(chorus, 4)), 1));
    }

    private static FollowAction jumpingTo(int a, int b) {
        return new FollowAction(
                true,
                new FollowAction.Choice(FollowAction.Kind.JUMP, a),
                new FollowAction.Choice(FollowAction.Kind.JUMP, b),
                0.5,
                Optional.empty(),
                1);
    }

    private static FollowAction follow(Document document, SceneId scene, Edit edit) {
        return EditApplier.apply(document, edit).session().scene(scene).orElseThrow().follow();
    }

    @Test
    void aParameterKeepsItsNumberWhileNodesAreAddedAndDeleted() {
        Document without = EditApplier.apply(band, new Edit.DeleteNode("kick"));
        Document other = EditApplier.apply(without, added("snare", "decay", 0.1));
        Document again = EditApplier.apply(other, added("kick", "pitch", 50));
        int pitch = number(band, "kick", "pitch");

        assertFalse(without.graph().isThere(pitch));
        assertEquals(pitch, number(again, "kick", "pitch"));
        assertEquals(band.graph().numbers(), number(again, "snare", "decay"));
        assertEquals(number(band, "gain", "level"), number(again, "gain", "level"));
    }

    @Test
    void aClipKeepsItsValuesForADeletedNode() {
        Document without = EditApplier.apply(band, new Edit.DeleteNode("kick"));
        Clip kept = without.session().clip(DROP).orElseThrow();
        Document again = EditApplier.apply(without, added("kick", "pitch", 50));
        Clip found = again.session().clip(DROP).orElseThrow();

        assertTrue(kept.values().isEmpty());
        assertEquals(2, kept.gone().size());
        assertEquals(List.of(), without.session().track(DRUMS).orElseThrow().nodes());
        assertEquals(
                Optional.of(ParamValue.of(58)),
                found.values().valueOf(number(again, "kick", "pitch")));
        assertEquals("kick/decay", found.gone().getFirst().path().toString());
    }

    @Test
    void anUndoKeepsTheParameterNumbers() {
        Document added = EditApplier.apply(band, added("snare", "decay", 0.1));
        Document undone = band.inPlaceOf(added);
        Document other = EditApplier.apply(undone, added("hat", "tone", 0.2));

        assertEquals(added.graph().numbers(), undone.graph().numbers());
        assertEquals(band.graph().parameters(), undone.graph().parameters());
        assertEquals(added.graph().numbers(), number(other, "hat", "tone"));
    }

    @Test
    void anEditOfAMissingObjectIsRefused() {
        var nobody = new TrackId("tr_nobody");
        for (Edit edit :
                List.<Edit>of(
                        new Edit.SetTrackSafe(nobody, true),
                        new Edit.DeleteClip(new ClipId(DRUMS, "c_none")),
                        new Edit.SetRange(new ParamPath("kick", "none"), Range.stated(0, 2)),
                        new Edit.DeleteNode("none"))) {
            assertEquals(Refusal.Code.NO_SUCH, refused(edit).code(), edit::toString);
        }
        assertEquals(Refusal.Code.RANGE, refused(new Edit.MoveTrack(DRUMS, 4)).code());
        assertEquals(Refusal.Code.RANGE, refused(new Edit.AddTrack(nobody, "X", 5)).code());
        assertEquals(Refusal.Code.NOT_ALLOWED, refused(new Edit.AddTrack(DRUMS, "X", 1)).code());
        assertEquals(
                Refusal.Code.NOT_ALLOWED,
                refused(new Edit.AddClip(DROP, "X", ParameterValueList.EMPTY, 1)).code());
    }

    @Test
    void anEditHasAName() {
        assertEquals("Drums safe on", EditApplier.words(band, new Edit.SetTrackSafe(DRUMS, true)));
        assertEquals(
                "Drums/Drop mode gate",
                EditApplier.words(band, new Edit.SetClipMode(DROP, LaunchMode.GATE)));
        assertEquals(
                "Drums/Drop quantize global",
                EditApplier.words(band, new Edit.SetClipQuantize(DROP, Optional.empty())));
    }

    private Refusal refused(Edit edit) {
        return assertThrows(Refusal.class, () -> EditApplier.apply(band, edit));
    }

    private static Edit added(String node, String param, double value) {
        return new Edit.AddNode(
                node,
                "Test",
                List.of(
                        new Parameter(
                                0,
                                new ParamPath(node, param),
                                false,
                                Optional.of(ParamValue.of(value)),
                                true,
                                false,
                                false,
                                new Range(0, 1, true),
                                "",
                                false)));
    }

    private static int number(Document document, String node, String param) {
        return document.graph().parameter(new ParamPath(node, param)).orElseThrow().number();
    }

    private static List<String> names(Document document) {
        return document.session().tracks().stream().map(Track::name).toList();
    }

    private static List<String> clips(Document document) {
        return document.session().track(DRUMS).orElseThrow().clips().stream()
                .map(Clip::name)
                .toList();
    }

    private static Scene scene(Document document, int position) {
        return document.session().scene(position).orElseThrow();
    }

    private static Document document(GraphFileContents loaded) {
        return new Document(loaded.graph(), loaded.session());
    }
}
