package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.PresentValues;
import io.downbeat.control.OscSpelling;
import io.downbeat.engine.Conductor;
import io.downbeat.persistence.GraphStore;
import io.downbeat.rig.Rig;
import io.downbeat.rig.RigFile;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class RigNamesTest {

    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");

    @Test
    void whatTheSessionDoesNotHaveIsToldWithItsLineAndTheNearestName() {
        assertEquals(
                List.of(
                        "rig.toml:3: [[output]] nodes: there is no node blom; did you mean bloom?",
                        "rig.toml:4: [[output]] tracks: there is no track drum; did you mean Drums?",
                        "rig.toml:6: [[output.map]] param: there is no parameter bloom/intensty;"
                                + " did you mean bloom/intensity?",
                        "rig.toml:9: [[output.map]] value: /scene/2/launch has no one value to"
                                + " send; give an address that has",
                        "rig.toml:12: [[output.on]] event: there is no scene Nope",
                        "rig.toml:15: [[output.on]] event: there is no scene 9",
                        "rig.toml:18: [[output.on]] event: there is no step 99; the last one is 4",
                        "rig.toml:22: [[input]] to: there is no cue path Shaw; did you mean Show?"),
                missing(
                        """
                        [[output]]
                        address = "127.0.0.1:7000"
                        nodes = ["bloom", "blom"]
                        tracks = ["drum", "2"]
                          [[output.map]]
                          param = "bloom/intensty"
                          address = "/a"
                          [[output.map]]
                          value = "/scene/2/launch"
                          address = "/b"
                          [[output.on]]
                          event = "scene:Nope"
                          send = ["/c"]
                          [[output.on]]
                          event = "left:scene:9"
                          send = ["/d"]
                          [[output.on]]
                          event = "cue:Show/99"
                          send = ["/e"]
                        [[input]]
                        match = "/pedal"
                        to = "/cue/Shaw/go"
                        """));
    }

    @Test
    void whatIsThereIsNotToldHoweverItIsWritten() {
        assertEquals(
                List.of(),
                missing(
                        """
                        [[output]]
                        address = "127.0.0.1:7000"
                        nodes = ["bloom"]
                        tracks = ["Drums", "2"]
                          [[output.map]]
                          param = "bloom/intensity"
                          address = "/a"
                          [[output.map]]
                          value = "/tempo"
                          address = "/b"
                          [[output.on]]
                          event = "scene:*"
                          send = ["/c"]
                          [[output.on]]
                          event = "clip:1/2"
                          send = ["/d"]
                          [[output.on]]
                          event = "beat"
                          send = ["/e"]
                        [[input]]
                        match = "/pedal"
                        to = "/track/*/stop"
                        [[input]]
                        match = "/other"
                        to = "/play"
                        """));
    }

    private static List<String> missing(String text) {
        Rig rig = RigFile.parse(text, "rig.toml");
        AddressSpace space = AddressSpace.load();
        var spelling = new OscSpelling();
        var cast =
                new Conductor.Cast(GraphStore.open(GRAPH).piece(), List.of(), spelling, sides -> 0);
        SessionView view = new Conductor(cast, new HostMicros(0), true).view();
        return new RigNames(rig, space, new PresentValues(space, "test", spelling, view))
                .missing(view);
    }
}
