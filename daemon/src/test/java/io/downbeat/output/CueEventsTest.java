package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Session;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What an output is sent when the steps of a cue list are queued, cancelled and launched. */
class CueEventsTest {

    private static final ObjectReference SHOW = ObjectReference.of("Show");

    @Test
    @Tag("CUE-21")
    void aStepIsSentWithItsScene() {
        OutputScenario scenario = on("cue:Show/*", "\"/cue\", \"{scene}\", \"{scene.name}\"");

        scenario.at("1.2").send(go(Quantize.INSTANT)).at("1.3").send(go(Quantize.INSTANT));

        scenario.at("1.4").heard.were("1.2 [1] /cue ,is 1 Intro\n1.3 [1] /cue ,is 2 \"Drop it\"");
    }

    @Test
    @Tag("CUE-21")
    void oneStepCanBeNamedAndQueuedAndCancelledStepsToo() {
        OutputScenario scenario =
                on("queued:cue:*/2", "\"/soon\", \"{countdown}\"")
                        .send(new Command.SetStandby(SHOW, 2));
        scenario.at("1.3").send(go(Quantize.BAR)).heard.were("1.3 [1] /soon ,f 2");

        OutputScenario other = on("cancelled:cue:Show/1", "\"/off\"");
        other.at("1.3").send(go(Quantize.BAR)).at("1.4").cancel().heard.were("1.4 [1] /off");
    }

    @Test
    @Tag("CUE-21")
    void aStepThatComesByItselfIsSentOnItsBeatWithItsValues() {
        OutputScenario scenario = on("cue:*/*", "\"/cue\", \"{bar}\"", "nodes = [\"noise\"]");

        scenario.send(go(Quantize.INSTANT)).at("1.4").heard.taken();

        scenario.at("2.2")
                .heard
                .were(
                        """
                        2.1 [1] { /node/noise/level ,f 0.25 }
                        2.1 [1] /cue ,i 2
                        """);
    }

    @Test
    @Tag("CUE-21")
    void aStepThatItsReceiverSendsBackIsNotLaunchedAgain() {
        OutputScenario scenario = on("cue:Show/*", "\"/cue/Show/step/1/launch\"");
        scenario.at("1.2").send(go(Quantize.INSTANT));
        var peer = new RequestSender("udp:127.0.0.1:7000");

        assertTrue(scenario.comesBack(peer, launch(1)));
        assertFalse(scenario.comesBack(peer, launch(2)));
    }

    private static Command launch(int step) {
        return new Command.LaunchCueStep(SHOW, ObjectReference.position(step), Optional.empty());
    }

    private static Command go(Quantize quantize) {
        return new Command.GoCueList(SHOW, Optional.of(quantize));
    }

    private static OutputScenario on(String event, String message) {
        return on(event, message, "nodes = []");
    }

    private static OutputScenario on(String event, String message, String nodes) {
        OutputScenario scenario =
                OutputScenario.with(
                        withCueList(),
                        OutputScenario.rig(
                                "initial = false",
                                nodes,
                                "[[output.on]]",
                                "event = \"" + event + "\"",
                                "send = [" + message + "]"));
        scenario.start();
        return scenario;
    }

    private static GraphFileContents withCueList() {
        GraphFileContents little = OutputTestSessions.little();
        Session session = little.session();
        var steps =
                List.of(
                        new CueList.Step(
                                "a", session.scenes().get(0).id(), CueList.Advance.AFTER_BARS, 1),
                        new CueList.Step(
                                "b", session.scenes().get(1).id(), CueList.Advance.MANUAL, 1));
        return new GraphFileContents(
                little.name(),
                little.graph(),
                session.withCueLists(
                        List.of(new CueList("cue_1", "Show", steps, Optional.empty(), 0))),
                little.tempo(),
                little.meter(),
                little.launchSettings(),
                little.clockNode(),
                little.active());
    }
}
