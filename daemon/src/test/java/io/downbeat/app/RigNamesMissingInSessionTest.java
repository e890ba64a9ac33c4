package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.engine.Conductor;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.rig.Rig;
import io.downbeat.rig.RigFile;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

class RigNamesMissingInSessionTest {

    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");

    @Test
    void aMissingObjectIsReportedWithItsLineAndTheNearestName() {
        assertEquals(
                List.of(
                        "rig.toml:3: [[output]] nodes: there is no node blom; did you mean bloom?",
                        "rig.toml:4: [[output]] tracks: there is no track drum; did you mean Drums?",
                        "rig.toml:6: [[output.map]] param: there is no parameter bloom/intensty;"
                                + " did you mean bloom/intensity?",
                        "rig.toml:9: [[output.map]] value: /scene/2/launch does not have exactly one"
                                + " value to send; give an address that does",
                        "rig.toml:12: [[output.on]] event: there is no scene Nope",
                        "rig.toml:15: [[output.on]] event: there is no scene 9",
                        "rig.toml:18: [[output.on]] event: there is no step 99; the last one is 4",
                        "rig.toml:22: [[input]] to: there is no cue list Shaw; did you mean Show?"),
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
    void aSubscriptionOfASurfaceToAMissingObjectIsReported() {
        String where = "rig.toml:4: [[controller]] subscribe: ";
        assertEquals(
                List.of(
                        where + "there is no track Drumz; did you mean Drums?",
                        where + "there is no clip Verze; did you mean Verse?",
                        where + "there is no node kik; did you mean kick?",
                        where + "there is no parameter kick/pich; did you mean kick/pitch?",
                        where + "there is no cue list Shaw; did you mean Show?",
                        where + "there is no output desk"),
                missing(
                        """
                        [[controller]]
                        address = "192.168.1.23"
                        feedback_port = 9000
                        subscribe = ["/track/Drumz", "/track/Drums/clip/Verze", "/node/kik", "/node/kick/pich", "/cue/Shaw", "/output/desk/status"]
                        """));
    }

    @Test
    void aSurfaceMayHaveMoreCellsThanThereAre() {
        assertEquals(
                List.of(),
                missing(
                        """
                        [[controller]]
                        address = "192.168.1.23"
                        feedback_port = 9000
                        subscribe = ["/track/99", "/track/*/clip/7", "/scene/active", "/node/kick/pitch", "/track/Drums/clip/Verse/param/kick/pitch"]
                        [[controller]]
                        address = "192.168.1.24"
                        feedback_port = 9000
                        """));
    }

    @Test
    void theWholeAddressOfAnInputIsChecked() {
        assertEquals(
                List.of(
                        "rig.toml:3: [[input]] to: there is no clip Verze; did you mean Verse?",
                        "rig.toml:6: [[input]] to: there is no parameter kick/pich;"
                                + " did you mean kick/pitch?",
                        "rig.toml:9: [[input]] to: there is no track 9"),
                missing(
                        """
                        [[input]]
                        match = "/a"
                        to = "/track/Drums/clip/Verze/launch"
                        [[input]]
                        match = "/b"
                        to = "/node/kick/pich"
                        [[input]]
                        match = "/c"
                        to = "/track/9/stop"
                        """));
    }

    @Test
    void anExistingObjectIsNotReportedInAnySpelling() {
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
        return onStage((space, present) -> new RigNamesMissingInSession(rig, space, present))
                .missing(view());
    }

    /** What checks a rig against the contract and an example session. */
    static <T> T onStage(BiFunction<AddressSpace, PresentValueReader, T> check) {
        AddressSpace space = AddressSpace.load();
        return check.apply(
                space,
                new PresentValueReader(
                        new AddressTable(space, "test", "", ""),
                        new OscObjectNamesInAddresses(AddressSpace.load()),
                        view()));
    }

    private static SessionView view() {
        var setup =
                new Conductor.Setup(
                        GraphFileOpener.open(GRAPH).loaded(),
                        List.of(),
                        new OscObjectNamesInAddresses(AddressSpace.load()),
                        sides -> 0);
        return new Conductor(setup, new HostMicros(0), true).view();
    }
}
