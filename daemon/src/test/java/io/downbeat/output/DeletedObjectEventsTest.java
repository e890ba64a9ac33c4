package io.downbeat.output;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What an output is sent of objects that are deleted while they play or wait, and of new nodes. */
class DeletedObjectEventsTest {

    private static final ObjectReference FIRST = ObjectReference.position(1);

    @Test
    @Tag("EVENT-DELETED-1")
    void theEventOfADeletedClipHasThePositionAndNamesThatItHad() {
        OutputScenario scenario =
                on("stop:*", "\"/off\", \"{track}\", \"{clip}\", \"{clip.name}\"");
        scenario.launch(1, 2).at("1.2").heard.taken();

        scenario.send(new Command.DeleteClip(FIRST, ObjectReference.position(2)));

        scenario.heard.were("1.2 [1] /off ,iis 1 2 Wild");
    }

    @Test
    @Tag("EVENT-DELETED-1")
    void theEventOfADeletedTrackIsNotThatOfTheTrackThatMovedUp() {
        OutputScenario scenario = on("stop:Visual", "\"/off\", \"{track}\", \"{track.name}\"");
        scenario.launch(1, 2).launch(2, 1).at("1.2").heard.taken();

        scenario.send(new Command.DeleteTrack(FIRST));

        scenario.heard.were("1.2 [1] /off ,is 1 Visual");
    }

    @Test
    @Tag("EVENT-DELETED-3")
    void anObjectThatATurnBothAddsAndDeletesHasNoEvent() {
        OutputScenario scenario =
                OutputScenario.output(
                        event("clip:*/*", "\"/clip\", \"{clip}\""),
                        event("stop:*", "\"/off\", \"{track}\", \"{clip}\""),
                        event("queued:stop:*", "\"/off-soon\", \"{track}\""),
                        event("queued:clip:*/*", "\"/queued\", \"{clip}\""),
                        event("scene:*", "\"/scene\", \"{scene}\""));
        ObjectReference track = ObjectReference.position(3);
        ObjectReference scene = ObjectReference.position(3);
        scenario.at("1.2").heard.taken();

        scenario.send(
                new Command.AddTrack(Optional.of("Brief")),
                new Command.CaptureClip(track, Optional.empty()),
                new Command.CaptureClip(track, Optional.empty()),
                new Command.LaunchClip(track, FIRST, Optional.empty(), false),
                new Command.StopTrack(track, Optional.of(Quantize.BAR)),
                new Command.DeleteTrack(track),
                new Command.AddScene(Optional.empty()),
                new Command.LaunchScene(scene, Optional.empty()),
                new Command.DeleteScene(scene));

        scenario.at("2.2").heard.were("");
    }

    @Test
    @Tag("EVENT-DELETED-2")
    void aNewNodeIsSentAloneAndADeletedOneNotAtAll() {
        OutputScenario scenario = OutputScenario.output();
        scenario.send(
                new Command.AddNode("snare", "Test"),
                new Command.AddParameter(
                        ObjectReference.of("snare"), "tone", OutputTestSessions.value(0.3)));
        scenario.at("1.2").heard.were("1.1 [1] /node/snare/tone ,f 0.3");

        scenario.send(new Command.DeleteNode(ObjectReference.of("bloom")));
        scenario.at("1.3").heard.were("");
        scenario.send(new Command.Undo());

        scenario.at("1.4")
                .heard
                .were("1.3 [1] { /node/bloom/intensity ,f 1; /node/bloom/mode ,s soft }");
    }

    private static String event(String event, String message) {
        return "[[output.on]]\nevent = \"" + event + "\"\nsend = [" + message + "]";
    }

    private static OutputScenario on(String event, String message) {
        return OutputScenario.output(event(event, message));
    }
}
