package io.downbeat.feedback;

import io.downbeat.graph.Graph;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Session;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a performer does first, over OSC alone, in the order in which one does it. */
class TutorialTest {

    private static final GraphFileContents EMPTY =
            new GraphFileContents(
                    "untitled",
                    Graph.empty(),
                    new Session(List.of(), List.of(), List.of()),
                    new Tempo(120),
                    Meter.COMMON,
                    GlobalLaunchSettings.USUAL,
                    Optional.empty(),
                    List.of());

    private final FeedbackScenario scenario = FeedbackScenario.of(EMPTY);
    private final TestSubscriber performer = scenario.surface("10.0.0.1:9000");

    @Test
    @Tag("TUTORIAL-1")
    void twoTracksWithTwoClipsEachAreMadeFromNothing() {
        addNodes();

        performer.send("/track/add").heard("/track/added ,f 1");
        performer.send("/track/1/assign", "kick", "snare").send("/track/1/name", "Drums");
        answers("/track/1/nodes ,ss kick snare", "/track/Drums/name ,s Drums");
        performer.send("/track/1/clip/add", "Intro").heard("/track/1/clip/added ,f 1");
        answers(
                "/track/1/active/name ,s Intro",
                "/track/1/dirty ,f 0",
                "/track/1/clip/1/param/snare/tone ,f 0.25");

        performer.send("/node/kick/decay", 0.25f).send("/node/kick/pitch", 58);
        answers("/track/1/dirty ,f 1");
        performer.send("/track/1/clip/add", "Drop").heard("/track/1/clip/added ,f 2");
        answers("/track/1/dirty ,f 0", "/track/1/clip/states ,ff 1 3");

        performer.send("/track/Drums/clip/Intro/launch");
        answers("/node/kick/decay ,f 0.5", "/node/kick/pitch ,f 52", "/track/1/active ,f 1");
        performer.send("/track/Drums/clip/Drop/launch");
        answers("/node/kick/decay ,f 0.25", "/node/kick/pitch ,f 58", "/track/1/active ,f 2");

        performer.send("/node/snare/tone", 0.75f);
        answers("/track/1/dirty ,f 1");
        performer.send("/track/1/clip/2/update");
        answers("/track/1/dirty ,f 0", "/track/1/clip/2/param/snare/tone ,f 0.75");
        performer.send("/track/1/clip/1/launch").send("/track/1/clip/2/launch");
        answers("/node/snare/tone ,f 0.75", "/track/1/dirty ,f 0");

        performer.send("/track/add", "Lead").heard("/track/added ,f 2");
        performer.send("/track/2/assign", "lead").send("/track/2/clip/add", "Low");
        performer.heard("/track/2/clip/added ,f 1");
        performer.send("/node/lead/cutoff", 3000).send("/track/2/clip/add", "High");
        performer.heard("/track/2/clip/added ,f 2");
        performer.send("/track/2/clip/Low/launch");
        answers(
                "/node/lead/cutoff ,f 800",
                "/track/2/active/name ,s Low",
                "/track/1/active/name ,s Drop",
                "/track/count ,f 2",
                "/undo/name ,s \"add clip Lead/High\"");
    }

    @Test
    @Tag("TUTORIAL-2")
    void twoScenesAreCapturedAndLaunchedOnTheBar() {
        addNodes();
        performer.send("/track/add", "Drums").send("/track/1/assign", "kick");
        performer.send("/track/add", "Lead").send("/track/2/assign", "lead");
        performer.send("/track/1/clip/add", "Intro").send("/track/2/clip/add", "Low");
        performer.send("/scene/add").send("/scene/add").send("/scene/2/name", "Drop").quietly();
        performer.send("/node/kick/decay", 0.25f).send("/track/1/clip/add", "Drop");
        performer.send("/node/lead/cutoff", 3000).send("/track/2/clip/add", "High").quietly();

        performer.send("/scene/2/update");
        answers(
                "/scene/1/name ,s \"Scene 1\"",
                "/scene/1/assign/1 ,f 1",
                "/scene/1/assign/2 ,f 1",
                "/scene/Drop/assign/Drums ,f 2",
                "/scene/Drop/assign/Lead ,f 2",
                "/undo/name ,s \"update scene Drop\"");

        performer.send("/scene/1/launch");
        answers(
                "/scene/active ,f 1",
                "/node/kick/decay ,f 0.5",
                "/node/lead/cutoff ,f 800",
                "/track/1/active/name ,s Intro");

        performer.send("/quantize", "bar");
        scenario.at("1.2");
        performer.send("/scene/Drop/launch");
        answers("/scene/queued/name ,s Drop", "/scene/active ,f 1", "/track/1/queued ,f 2");
        scenario.at("1.4");
        answers("/node/kick/decay ,f 0.5", "/track/1/active ,f 1", "/track/2/active ,f 1");
        scenario.at("2.1");
        answers(
                "/scene/active/name ,s Drop",
                "/scene/queued ,f 0",
                "/node/kick/decay ,f 0.25",
                "/node/lead/cutoff ,f 3000",
                "/track/1/active/name ,s Drop",
                "/track/2/active/name ,s High");
    }

    private void addNodes() {
        performer.send("/node/add", "kick", "Drum").heard("/node/added ,s kick");
        performer.send("/node/add", "snare", "Drum").heard("/node/added ,s snare");
        performer.send("/node/add", "lead", "Synth").heard("/node/added ,s lead");
        performer.send("/node/kick/param/add", "decay", 0.5f);
        performer.heard("/node/kick/param/added ,s decay");
        performer.send("/node/kick/param/add", "pitch", 52);
        performer.send("/node/snare/param/add", "tone", 0.25f);
        performer.send("/node/lead/param/add", "cutoff", 800).quietly();
    }

    /** Each line begins with the address that is asked. */
    private void answers(String... lines) {
        for (String line : lines) {
            performer.quietly().send(line.substring(0, line.indexOf(' '))).heard(line);
        }
    }
}
