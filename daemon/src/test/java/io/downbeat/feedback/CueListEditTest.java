package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Every edit of cue lists and their steps, by its address. */
class CueListEditTest extends EditScenario {

    @Test
    @Tag("CUE-EDIT-1")
    void aCueListIsAddedNamedSetAndDeleted() {
        subscribe("/cue/1", "/cue/count", "/cue/Show/name");
        editor.send("/cue/add").heard("/cue/added ,f 1");
        assertEquals("Cue list 1", list(1).name());

        editor.send("/cue/1/name", "Show").send("/cue/1/guard", 2).send("/cue/1/quantize", "bar");
        assertEquals(2, list(1).guardSeconds());
        assertEquals(Optional.of(Quantize.BAR), list(1).quantize());
        editor.send("/cue/1/quantize", "global");
        assertEquals(Optional.empty(), list(1).quantize());
        scenario.seconds(1);
        assertEquals("Show", tablet.last("/cue/Show/name").getFirst().text().orElseThrow());

        editor.send("/cue/Show/delete");
        assertEquals("", tablet.last("/cue/Show/name").getFirst().text().orElseThrow());
        assertEquals("", tablet.last("/cue/1/name").getFirst().text().orElseThrow());
        assertEquals(0, tablet.last("/cue/1/guard").getFirst().number().orElseThrow());
        answers("/undo/name ,s \"delete cue list Show\"");
        for (int step = 0; step < 6; step++) {
            editor.send("/undo");
        }
        assertEquals(new FeedbackScenario().view().session(), scenario.view().session());
    }

    @Test
    @Tag("CUE-EDIT-2")
    void stepsAreAddedMovedSetAndDeleted() {
        editor.send("/cue/add", "Show").quietly();
        editor.send("/cue/1/step/add", "Intro").heard("/cue/1/step/added ,f 1");
        editor.send("/cue/Show/step/add", 4).heard("/cue/Show/step/added ,f 2");
        editor.send("/cue/1/step/add", "sc_verse").quietly();
        assertEquals(List.of("sc_intro", "sc_drop", "sc_verse"), scenes(1));

        editor.send("/cue/1/step/3/move", 1);
        assertEquals(List.of("sc_verse", "sc_intro", "sc_drop"), scenes(1));
        editor.send("/cue/1/step/1/scene", 3);
        assertEquals(List.of("sc_chorus", "sc_intro", "sc_drop"), scenes(1));
        editor.send("/cue/1/step/1/advance", "after_bars", 8);
        assertEquals(CueList.Advance.AFTER_BARS, list(1).steps().getFirst().advance());
        assertEquals(8, list(1).steps().getFirst().bars());
        editor.send("/cue/1/step/*/delete");
        assertEquals(List.of(), scenes(1));
        answers("/undo/name ,s \"delete step Show/Chorus and 2 more\"");
        editor.send("/undo");
        assertEquals(List.of("sc_chorus", "sc_intro", "sc_drop"), scenes(1));
    }

    @Test
    @Tag("CUE-EDIT-2")
    void whatIsNotThereIsRefused() {
        editor.send("/cue/1/step/add", 1)
                .heard(error("/cue/1/step/add", "there is no cue list 1: there are 0"));
        editor.send("/cue/add", "Show").quietly();
        editor.send("/cue/1/step/add", 0)
                .heard(error("/cue/1/step/add", "there is no scene 0: positions count from 1"));
        editor.send("/cue/1/step/add", 7)
                .heard(error("/cue/1/step/add", "there is no scene 7: there are 4"));
        editor.send("/cue/1/step/1/delete")
                .heard(
                        error(
                                "/cue/1/step/1/delete",
                                "cue list 1 (Show) has 0 steps; there is no step 1"));
    }

    @Test
    @Tag("CUE-EDIT-3")
    void theStepsOfADeletedSceneGoWithIt() {
        editor.send("/cue/add", "Show");
        for (int scene : List.of(1, 2, 1, 3)) {
            editor.send("/cue/1/step/add", scene);
        }
        subscribe("/cue/1/step");

        editor.send("/scene/1/delete");

        assertEquals(List.of("sc_verse", "sc_chorus"), scenes(1));
        tablet.heard(
                "/cue/1/step/3/scene ,f 0",
                "/cue/1/step/3/advance ,s \"\"",
                "/cue/1/step/4/scene ,f 0",
                "/cue/1/step/4/advance ,s \"\"",
                "/cue/1/step/count ,f 2");
        editor.send("/undo");
        assertEquals(List.of("sc_intro", "sc_verse", "sc_intro", "sc_chorus"), scenes(1));
    }

    @Test
    @Tag("CUE-EDIT-3")
    void aStepIsToldWhereItsSceneStandsNow() {
        editor.send("/cue/add", "Show").send("/cue/1/step/add", 4);
        subscribe("/cue/1/step/1/scene", "/cue/1/next/name");

        editor.send("/scene/4/move", 1).send("/scene/1/name", "End");

        tablet.heard("/cue/1/step/1/scene ,f 1", "/cue/1/next/name ,s End");
    }

    private CueList list(int position) {
        return scenario.view().session().cueList(position).orElseThrow();
    }

    private List<String> scenes(int position) {
        return list(position).steps().stream().map(CueList.Step::sceneId).toList();
    }

    private static String error(String address, String text) {
        return "/error ,sss %s no-such \"%s\"".formatted(address, text);
    }
}
