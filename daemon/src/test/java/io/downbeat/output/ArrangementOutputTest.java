package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What an output receives of an arrangement. */
class ArrangementOutputTest {

    private static OutputScenario recorded(String... lines) {
        OutputScenario scenario = OutputScenario.output(lines);
        scenario.at("2.1").send(new Command.SetRecord(OnOffToggle.ON));
        scenario.at("2.2")
                .send(scene(2))
                .at("3.3")
                .hand("bloom/intensity", 0.9)
                .at("4.2")
                .send(scene(1));
        scenario.at("6.1").send(new Command.SetRecord(OnOffToggle.OFF));
        return scenario;
    }

    private static Command scene(int position) {
        return new Command.LaunchScene(
                ObjectReference.of("" + position), Optional.of(Quantize.BAR));
    }

    private static void play(OutputScenario scenario) {
        scenario.send(new Command.PlayArrangement(Optional.of(Quantize.INSTANT)));
    }

    @Test
    @Tag("ARRANGEMENT-20")
    void itReceivesWhatItReceivedFromThePerformanceOnTheSameBeats() {
        OutputScenario scenario = recorded();
        // The bars 2.1 to 6.1 are played again from 12.1 on.
        String performed = scenario.heard.text();
        play(scenario.at("12.1"));
        scenario.heard.taken();
        String played = scenario.at("16.1").heard.text();

        assertTrue(performed.lines().count() > 2, performed);
        assertEquals(performed, played.replace("13.", "3.").replace("15.", "5."));
    }

    @Test
    @Tag("ARRANGEMENT-20")
    void itsLaunchesLeaveFromPreparedPackets() {
        OutputScenario scenario = recorded();
        scenario.heard.taken();
        play(scenario.at("12.1"));
        scenario.heard.taken();

        // Sent before the turn that performs them.
        scenario.at("12.4").sendUpTo("13.1");

        assertTrue(scenario.heard.text().startsWith("13.1 [1] {"));
    }

    @Test
    @Tag("ARRANGEMENT-20")
    void scenesAndClipsOfTheArrangementFireTheirEvents() {
        OutputScenario scenario =
                recorded(
                        "nodes = []",
                        "[[output.on]]",
                        "event = \"scene:*\"",
                        "send = [\"/scene\", \"{scene}\"]",
                        "[[output.on]]",
                        "event = \"queued:scene:*\"",
                        "send = [\"/soon\", \"{scene}\"]");
        scenario.heard.taken();
        play(scenario.at("12.1"));

        scenario.at("16.1")
                .heard
                .were(
                        """
                        12.4 [1] /soon ,i 2
                        13.1 [1] /scene ,i 2
                        14.4 [1] /soon ,i 1
                        15.1 [1] /scene ,i 1
                        """);
    }
}
