package io.downbeat.output;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    private static OutputScenario on(String event, String message) {
        return OutputScenario.output(
                "[[output.on]]", "event = \"" + event + "\"", "send = [" + message + "]");
    }
}
