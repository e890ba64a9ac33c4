package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Every edit of nodes and parameters, by its address, and what learning creates. */
class NodeEditTest extends EditScenario {

    @Test
    @Tag("NODE-1")
    void aNodeAndItsParametersAreAddedAndDeleted() {
        subscribe("/node/snare", "/node/list");
        editor.send("/node/add", "snare", "DrumSnare").heard("/node/added ,s snare");
        editor.send("/node/snare/param/add", "tone", 220).heard("/node/snare/param/added ,s tone");
        editor.send("/node/snare/param/add", "mode", "tight")
                .heard("/node/snare/param/added ,s mode");
        scenario.seconds(1);

        assertEquals(220, tablet.last("/node/snare/tone").getFirst().number().orElseThrow());
        assertEquals("tight", tablet.last("/node/snare/mode").getFirst().text().orElseThrow());
        assertEquals(new Range(0, 440, true), parameter("snare", "tone").range());
        answers("/node/snare/params ,ss tone mode");
        answers("/undo/name ,s \"add parameter snare/mode\"");

        editor.send("/node/snare/delete");
        scenario.seconds(1);
        assertEquals(0, tablet.last("/node/snare/tone").getFirst().number().orElseThrow());
        assertEquals("", tablet.last("/node/snare/type").getFirst().text().orElseThrow());
        editor.send("/undo");
        answers("/node/snare/tone ,f 220");
        editor.send("/undo").send("/undo").send("/undo");
        assertTrue(scenario.view().graph().node("snare").isEmpty());
    }

    @Test
    @Tag("NODE-1")
    void anIdThatNoAddressCanHaveIsRefused() {
        refused("not-allowed", "/node/add", "list", "Test");
        refused("not-allowed", "/node/add", "learn", "Test");
        refused("not-allowed", "/node/add", "kick", "Test");
        refused("range", "/node/add", "a b", "Test");
        refused("range", "/node/add", "", "Test");
        refused("range", "/node/add", "x".repeat(201), "Test");
        refused("range", "/node/add", "snare", " ");
        refused("not-allowed", "/node/kick/param/add", "decay", 1);
        refused("range", "/node/kick/param/add", "a/b", 1);
        refused("no-such", "/node/none/param/add", "decay", 1);
        editor.send("/node/kick/param/add", "type", 3).heard("/node/kick/param/added ,s type");
        answers("/node/kick/param/type ,f 3");
    }

    @Test
    @Tag("NODE-2")
    void aLockedParameterIsSkippedByLaunchesAndTheBoundaryIsRevised() {
        subscribe("/node/kick/decay/lock");
        scenario.at("1.2");
        editor.send("/track/1/clip/4/launch", "bar").send("/node/kick/decay", 0.9);

        editor.send("/node/kick/decay/lock", 1);
        tablet.heard("/node/kick/decay/lock ,f 1");
        scenario.at("2.1");

        answers("/node/kick/decay ,f 0.9");
        answers("/node/kick/pitch ,f 58");
        answers("/track/1/clip/4/skipped ,s \"kick/decay locked\"");
        answers("/undo/name ,s \"lock kick/decay\"");
        editor.send("/node/*/decay/lock/toggle");
        assertFalse(parameter("kick", "decay").locked());
        editor.send("/undo").send("/undo");
        assertFalse(parameter("kick", "decay").locked());
    }

    @Test
    @Tag("LEARN-1")
    void learningCreatesWhatValuesAreForAsOneStep() {
        subscribe("/node/learn", "/node/list");
        int nodes = scenario.view().graph().nodes().size();
        editor.send("/node/learn", 1);
        tablet.heard("/node/learn ,f 1");

        tablet.send("/node/osc/freq", 440).send("/node/osc/shape", "saw");
        tablet.send("/node/kick/click", 0.2);
        scenario.seconds(3);
        tablet.send("/node/osc/freq", 220).send("/node/osc/param/type", 1);

        Node osc = scenario.view().graph().node("osc").orElseThrow();
        assertEquals("Learnt", osc.type());
        assertEquals(3, osc.parameters().size());
        answers("/node/osc/freq ,f 220");
        answers("/node/osc/shape ,s saw");
        answers("/node/kick/click ,f 0.2");
        answers("/undo/name ,s \"learn osc/freq and 3 more\"");
        editor.send("/undo");
        assertEquals(nodes, scenario.view().graph().nodes().size());
        editor.send("/redo");
        answers("/node/osc/freq ,f 220");
        answers("/undo/name ,s \"learn osc/freq and 3 more\"");
    }

    @Test
    @Tag("LEARN-1")
    void anotherEditEndsTheStepOfWhatWasLearnt() {
        editor.send("/node/learn", 1).send("/node/osc/freq", 440).send("/track/1/safe", 1);
        editor.send("/node/osc/shape", "saw");
        answers("/undo/name ,s \"learn osc/shape\"");
        editor.send("/undo").send("/undo").send("/undo");
        assertTrue(scenario.view().graph().node("osc").isEmpty());
        editor.send("/node/osc/freq", 440);
        answers("/undo/name ,s \"learn osc/freq\"");
    }

    @Test
    @Tag("LEARN-2")
    void nothingIsCreatedByPatternsOrWhileLearningIsOff() {
        refused("no-such", "/node/osc/freq", 440);
        editor.send("/node/learn", 1).quietly();
        refused("pattern", "/node/osc*/freq", 440);
        refused("pattern", "/node/kick/no*", 440);
        refused("no-such", "/node/osc/freq/norm", 0.5);
        refused("not-allowed", "/node/list/freq", 0.5);
        refused("no-such", "/node/osc/freq/range", 1, 2);
        editor.send("/node/learn/toggle").quietly();
        refused("no-such", "/node/osc/freq", 440);
        assertTrue(scenario.view().graph().node("osc").isEmpty());
    }

    @Test
    @Tag("LEARN-3")
    void onlySoManyParametersAreLearnt() {
        editor.send("/node/learn", 1);
        for (int number = 0; number < 4096; number++) {
            editor.send("/node/n" + number / 32 + "/p" + number, 1);
        }
        editor.quietly();
        refused("not-allowed", "/node/n0/further", 1);
        answers("/node/n127/p4095 ,f 1");
        editor.send("/undo");
        assertTrue(scenario.view().graph().node("n0").isEmpty());
    }

    @Test
    @Tag("LEARN-3")
    void onlySoManyNodesAreLearntAndThoseThatWereThereDoNotCount() {
        editor.send("/node/learn", 1).send("/node/kick/further", 1);
        for (int number = 0; number < 512; number++) {
            editor.send("/node/n" + number + "/p", 1);
        }
        editor.quietly();
        refused("not-allowed", "/node/n512/p", 1);
        answers("/node/n511/p ,f 1");
    }

    @Test
    @Tag("TOUCH-4")
    void aTouchAndTheEndOfItsNodeInOnePacketLeaveNoTouch() {
        subscribe("/node/gain/level");
        scenario.receive(
                new Peer(Peer.Transport.UDP, "10.0.0.2", 9000),
                OscBundle.of(
                        OscTimetag.IMMEDIATE,
                        OscMessage.of("/node/gain/level/touch", OscArgument.i(1)),
                        OscMessage.of("/node/gain/delete")));
        editor.send("/undo");
        scenario.seconds(1);
        tablet.quietly();

        editor.send("/node/gain/level", 0.3);
        scenario.seconds(1);

        assertEquals(List.of("/node/gain/level ,f 0.3"), tablet.takeHeard().subList(0, 1));
        answers("/node/gain/level/touch ,f 0");
        assertEquals(List.of(), scenario.takeFailures());
    }

    private Parameter parameter(String node, String param) {
        return scenario.view().graph().parameter(new ParamPath(node, param)).orElseThrow();
    }

    private void refused(String code, String address, Object... arguments) {
        List<String> lines = editor.quietly().send(address, arguments).takeHeard();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains(" " + code + " "), lines::toString);
    }
}
