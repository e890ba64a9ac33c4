package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.model.Scene;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Every edit of scenes, by its address, as the client that edits and a subscriber see it. */
class SceneEditTest extends EditScenario {

    @Test
    @Tag("SCENE-EDIT-1")
    void aNewSceneHasTheActiveClipsAndTheNextName() {
        editor.send("/track/1/clip/4/launch", "instant").send("/track/3/clip/2/launch", "instant");

        editor.send("/scene/add").heard("/scene/added ,f 5");

        assertEquals("Scene 5", scene(5).name());
        assertEquals("sc_1", scene(5).id());
        assertEquals(List.of("tr_drums c_tr_drums_4", "tr_visual c_tr_visual_2"), assignments(5));
        editor.send("/scene/add", "Scene 6").send("/scene/add").quietly();
        assertEquals("Scene 7", scene(7).name());
        answers("/undo/name ,s \"add scene Scene 7\"");
    }

    @Test
    @Tag("SCENE-EDIT-2")
    void anUpdatedSceneHasWhatPlaysAndNothingElse() {
        editor.send("/scene/4/leave/2").send("/track/1/clip/1/launch", "instant");
        subscribe("/scene/4");

        editor.send("/scene/4/update");

        tablet.heard("/scene/4/assign/1 ,f 1", "/scene/4/assign/3 ,f 0");
        assertEquals(List.of("tr_drums c_tr_drums_1", "tr_synth leaves"), assignments(4));
        answers("/undo/name ,s \"update scene Drop\"");
        editor.send("/undo");
        assertEquals(
                List.of("tr_drums c_tr_drums_4", "tr_visual c_tr_visual_4", "tr_synth leaves"),
                assignments(4));
    }

    @Test
    @Tag("SCENE-EDIT-3")
    void aSceneIsAssignedByPositionNameAndId() {
        editor.send("/scene/4/assign/2", 3);
        assertEquals("c_tr_synth_3", scene(4).clipOf("tr_synth").orElseThrow());
        editor.send("/scene/Drop/assign/Synth", "Intro");
        assertEquals("c_tr_synth_1", scene(4).clipOf("tr_synth").orElseThrow());
        editor.send("/scene/4/assign/2", "c_tr_synth_2");
        assertEquals("c_tr_synth_2", scene(4).clipOf("tr_synth").orElseThrow());
        editor.send("/scene/4/assign/2", 0);
        assertTrue(scene(4).assignment("tr_synth").isEmpty());
        editor.send("/scene/*/clear/1");
        for (int position = 1; position <= 4; position++) {
            assertTrue(scene(position).assignment("tr_drums").isEmpty());
        }
        editor.send("/scene/4/leave/1");
        assertEquals(List.of("tr_visual c_tr_visual_4", "tr_drums leaves"), assignments(4));
        editor.quietly().send("/scene/4/assign/1");
        editor.heard("/scene/4/assign/1 ,f 0");
        editor.send("/undo");
        assertTrue(scene(4).assignment("tr_drums").isEmpty());
    }

    @Test
    @Tag("SCENE-EDIT-3")
    void anAssignmentToWhatIsNotThereIsRefused() {
        editor.send("/scene/4/assign/2", 5)
                .heard(
                        error(
                                "/scene/4/assign/2",
                                "no-such",
                                "track 2 (Synth) has 4 clips; there is no clip 5"));
        editor.send("/scene/4/assign/2", "Nothing")
                .heard(
                        error(
                                "/scene/4/assign/2",
                                "no-such",
                                "there is no clip Nothing: expected a position from 1 to 4, a name"
                                        + " or an id"));
        editor.send("/scene/9/update")
                .heard(error("/scene/9/update", "no-such", "there is no scene 9: there are 4"));
        editor.send("/scene/1/clear/9")
                .heard(error("/scene/1/clear/9", "no-such", "there is no track 9: there are 3"));
    }

    @Test
    @Tag("SCENE-EDIT-4")
    void aSceneIsRenamedColouredAndGivenATempoAndAFollowAction() {
        subscribe("/scene/1", "/scene/Intro/name", "/scene/Start/name");

        editor.send("/scene/1/name", "Start")
                .send("/scene/1/color", "#0102ff")
                .send("/scene/1/follow/a", "jump", 3)
                .send("/scene/1/follow/toggle");
        tablet.heard(
                "/scene/Intro/name ,s \"\"",
                "/scene/1/name ,s Start",
                "/scene/Start/name ,s Start",
                "/scene/1/color ,s rgb(1,2,255)",
                "/scene/1/follow/a ,sf jump 3",
                "/scene/1/follow/a/index ,ff 10 3",
                "/scene/1/follow ,f 1");
        editor.send("/scene/1/tempo", 140).send("/scene/1/follow/chance", 0.25);
        scenario.seconds(1);
        assertEquals(140, scene(1).tempo());
        assertEquals(0.25, scene(1).follow().chance());
        editor.send("/scene/1/name", " ");
        assertEquals("Scene 1", scene(1).name());
        for (int step = 0; step < 7; step++) {
            editor.send("/undo");
        }
        assertEquals(new FeedbackScenario().view().session(), scenario.view().session());
    }

    @Test
    @Tag("SCENE-EDIT-5")
    void aDeletedSceneMovesTheOthersUpAndItsNameIsEmpty() {
        subscribe("/scene/*/name", "/scene/Verse/state", "/scene/count");

        editor.send("/scene/2/delete");

        tablet.heard(
                "/scene/4/name ,s \"\"",
                "/scene/Verse/state ,f 0",
                "/scene/count ,f 3",
                "/scene/2/name ,s Chorus",
                "/scene/3/name ,s Drop");
        editor.send("/undo");
        tablet.heard(
                "/scene/Verse/state ,f 1",
                "/scene/count ,f 4",
                "/scene/2/name ,s Verse",
                "/scene/3/name ,s Chorus",
                "/scene/4/name ,s Drop");
    }

    @Test
    @Tag("SCENE-EDIT-5")
    void aCopyStandsBehindItsSceneAndAMovedSceneKeepsWhatItIs() {
        editor.send("/scene/1/duplicate").send("/scene/1/duplicate");
        assertEquals(
                List.of("Intro", "Intro copy 2", "Intro copy", "Verse", "Chorus", "Drop"), names());
        assertEquals(scene(1).assignments(), scene(2).assignments());
        editor.send("/scene/6/move", 1);
        assertEquals("Drop", names().getFirst());
        answers("/undo/name ,s \"move scene Drop\"");
        editor.send("/scene/1/move", 9)
                .heard(
                        error(
                                "/scene/1/move",
                                "range",
                                "a scene moves to a position from 1 to 6, not 9"));
        editor.send("/undo").send("/undo").send("/undo");
        assertEquals(List.of("Intro", "Verse", "Chorus", "Drop"), names());
    }

    @Test
    @Tag("SCENE-EDIT-6")
    void activeAndQueuedFollowTheSceneAndNotItsPosition() {
        editor.send("/scene/2/launch", "instant");
        scenario.at("1.2");
        editor.send("/scene/4/launch", "bar");
        subscribe("/scene/active", "/scene/queued", "/scene/states");

        editor.send("/scene/1/delete");
        tablet.heard("/scene/states ,fff 3 1 2", "/scene/active ,f 1", "/scene/queued ,f 3");
    }

    @Test
    @Tag("SCENE-EDIT-6")
    void aQueuedSceneThatIsDeletedIsNotQueuedAndItsClipsWaitOn() {
        scenario.at("1.2");
        editor.send("/scene/4/launch", "bar");
        subscribe("/scene/queued", "/track/1/queued");

        editor.send("/scene/4/delete");
        tablet.heard("/scene/queued ,f 0", "/scene/queued/name ,s \"\"");
        scenario.at("2.1");
        assertEquals(4, scenario.view().track(1).active());
    }

    @Test
    @Tag("SCENE-EDIT-6")
    void theTempoOfAQueuedSceneIsTheOneItHasOnItsBoundary() {
        scenario.at("1.2");
        editor.send("/scene/4/launch", "bar").send("/scene/4/tempo", 90);
        scenario.at("2.1");

        assertEquals(90, scenario.view().transport().tempo().bpm());
    }

    private Scene scene(int position) {
        return scenario.view().session().scene(position).orElseThrow();
    }

    private List<String> names() {
        return scenario.view().session().scenes().stream().map(Scene::name).toList();
    }

    private List<String> assignments(int position) {
        return scene(position).assignments().stream()
                .map(one -> one.trackId() + " " + one.clipId().orElse("leaves"))
                .toList();
    }

    private static String error(String address, String code, String text) {
        return "/error ,sss %s %s \"%s\"".formatted(address, code, text);
    }
}
