package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** A subscription that was made before the object that it names exists. */
class SubscribedBeforeTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber editor = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber tablet = scenario.surface("10.0.0.2:9000");

    @ParameterizedTest
    @Tag("HEARD-14")
    @ValueSource(
            strings = {
                "/node/lead/shape",
                "/node/lead",
                "/node/*/shape",
                "/node/l*",
                "/node/{lead,pad}/*",
                "/node",
                "/"
            })
    void aValueThatIsLearntIsSentFromTheFirstOne(String pattern) {
        subscribe(pattern);
        editor.send("/node/learn", 1);
        scenario.settled();
        tablet.quietly();

        editor.send("/node/lead/shape", "square");
        scenario.settled();
        assertTrue(
                tablet.takeHeard().contains("/node/lead/shape ,s square"), "nothing came at once");

        editor.send("/node/lead/shape", "saw");
        scenario.seconds(1);
        heardLast("/node/lead/shape", "saw");
        editor.send("/undo");
        scenario.seconds(1);
        editor.send("/redo");
        scenario.seconds(1);
        heardLast("/node/lead/shape", "saw");
    }

    @Test
    @Tag("HEARD-14")
    void itsOwnSenderHearsAValueThatItMakesLearn() {
        editor.send("/subscribe", "/node/lead/shape").send("/node/learn", 1);
        scenario.seconds(1);
        editor.send("/node/lead/shape", "square");
        scenario.seconds(1);

        assertEquals("square", editor.last("/node/lead/shape").getFirst().text().orElseThrow());
    }

    @ParameterizedTest
    @Tag("HEARD-14")
    @ValueSource(
            strings = {"/track/4/clip/1/name", "/track/4", "/track/*/clip/*/name", "/track", "/"})
    void aClipOfANewTrackIsHeard(String pattern) {
        subscribe(pattern);
        editor.send("/track/add", "Bass").send("/track/4/clip/add", "Intro");
        scenario.settled();
        heardLast("/track/4/clip/1/name", "Intro");
        editor.send("/track/4/clip/1/name", "Verse");
        scenario.settled();
        heardLast("/track/4/clip/1/name", "Verse");
    }

    @ParameterizedTest
    @Tag("HEARD-14")
    @CsvSource({
        "/track/Bass/clip/Intro/state, /track/Bass/clip/Intro/state",
        "/track/Bass, /track/Bass/clip/1/state",
    })
    void aClipOfANewTrackIsHeardByItsName(String pattern, String heard) {
        subscribe(pattern);
        editor.send("/track/add", "Bass").send("/track/4/clip/add", "Intro");
        scenario.settled();
        assertEquals(3, tablet.last(heard).getFirst().number().orElseThrow());
        editor.send("/track/4/stop", "instant");
        scenario.seconds(1);
        assertEquals(1, tablet.last(heard).getFirst().number().orElseThrow());
    }

    @ParameterizedTest
    @Tag("HEARD-14")
    @ValueSource(strings = {"/scene/5/name", "/scene/*/name", "/scene/5", "/scene", "/"})
    void aNewSceneIsHeard(String pattern) {
        subscribe(pattern);
        editor.send("/scene/add", "Finale");
        scenario.settled();
        int last = scenario.view().session().scenes().size();
        assertEquals(5, last);
        heardLast("/scene/5/name", "Finale");
    }

    @ParameterizedTest
    @Tag("HEARD-14")
    @ValueSource(strings = {"/scene/Finale/state", "/scene/Finale"})
    void aNewSceneIsHeardByItsName(String pattern) {
        subscribe(pattern);
        editor.send("/scene/add", "Finale");
        editor.send("/scene/5/assign/1", 2).send("/scene/5/launch", "instant");
        scenario.settled();
        assertEquals(3, tablet.last("/scene/Finale/state").getFirst().number().orElseThrow());
    }

    @Test
    @Tag("HEARD-14")
    void aParameterThatIsAddedToAKnownNodeIsHeard() {
        subscribe("/node/kick/click");
        editor.send("/node/kick/param/add", "click", 0.25);
        scenario.settled();
        assertEquals(0.25, tablet.last("/node/kick/click").getFirst().number().orElseThrow(), 1e-6);
    }

    private void heardLast(String address, String text) {
        assertEquals(text, tablet.last(address).getFirst().text().orElseThrow());
    }

    private void subscribe(String pattern) {
        tablet.send("/subscribe", pattern);
        scenario.seconds(3);
        List<String> refused =
                tablet.takeHeard().stream().filter(line -> line.startsWith("/error")).toList();
        assertEquals(List.of(), refused);
    }
}
