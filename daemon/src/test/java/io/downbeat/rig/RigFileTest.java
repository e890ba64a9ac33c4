package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class RigFileTest {
    private final Rig venue = RigFile.parse(resource("venue.toml"), "venue.toml");

    @Test
    void anEmptyFileIsTheDefaultRig() {
        assertEquals(Rig.DEFAULT, RigFile.parse("", "rig.toml"));
        assertEquals(Rig.DEFAULT, RigFile.parse("\ufeff# empty\r\n", "rig.toml"));
        assertEquals(9121, Rig.DEFAULT.listenSettings().oscTcp().number());
    }

    @Test
    void theExampleUsesLinkTwelveMillisecondsEarly() {
        assertEquals(ClockSettings.Source.LINK, venue.clock().source());
        assertTrue(venue.clock().sourceAsked());
        assertEquals(-12.0, venue.clock().offsetMillis());
    }

    @Test
    void theExampleVisualsGetTwoNodesWithTheirTemplate() {
        OutputSpec visuals = venue.outputs().getFirst();

        assertEquals("visuals", visuals.name());
        assertEquals(new Endpoint("127.0.0.1", 7000), visuals.address());
        assertEquals(List.of("noise", "bloom"), visuals.nodes());
        assertEquals("/{node}/{param}", visuals.template().address().toString());
        assertEquals(OutputSpec.Timetag.IMMEDIATE, visuals.sendTiming().timetag());
        assertTrue(visuals.bundle() && visuals.initial() && visuals.enabled());
    }

    @Test
    void theExampleVisualsMapAParameterAndTheTempo() {
        List<OutputValueMapSpec> maps = venue.outputs().getFirst().maps();

        assertEquals(new OutputValueMapSpec.Param("bloom", "intensity"), maps.get(0).source());
        assertEquals(0.5, maps.get(0).valueScaling().apply(1.0));
        assertEquals(1.0, maps.get(0).valueScaling().apply(7.0));
        assertEquals(1.0, maps.get(0).valueScaling().invert(0.5));
        assertEquals(new OutputValueMapSpec.Value("/tempo"), maps.get(1).source());
        assertEquals(OutputValueMapSpec.Type.F, maps.get(1).type());
        assertFalse(maps.get(1).back());
    }

    @Test
    void theExampleDeskGetsACommandForEveryScene() {
        OutputSpec desk = venue.outputs().get(1);
        EventMessage message = desk.events().getFirst();

        assertFalse(desk.bundle());
        assertFalse(desk.sendsEveryParameter());
        assertEquals(
                new EventTrigger.SceneTrigger(
                        EventTrigger.Phase.PERFORMED, new EventObjectSelector("*")),
                message.event());
        assertEquals("/cmd", message.send().address().toString());
        MessageTemplate.TextArgument words =
                (MessageTemplate.TextArgument) message.send().arguments().getFirst();
        assertEquals("Go+ Sequence 4", words.text().filled(any -> "4"));
    }

    @Test
    void theExampleHasTabletPedalAndNetwork() {
        assertEquals(
                new ControllerSubscriptionSpec(
                        "tablet",
                        "192.168.1.23",
                        9000,
                        List.of("/track", "/scene", "/beat"),
                        30,
                        false,
                        true,
                        10),
                venue.controllers().getFirst());
        assertEquals(
                new IncomingAddressMapSpec("/pedal/1", "/cue/Show/go", new ValueScaling.None()),
                venue.inputs().getFirst());
        assertEquals("[192.168.1.0/24]", venue.allowedHosts().allow().toString());
    }

    @Test
    void everySingleSettingIsRead() {
        Rig rig = RigFile.parse(resource("every-key.toml"), "every-key.toml");

        assertEquals("songs/night.json", rig.graph());
        assertEquals("state", rig.stateFolder());
        assertEquals(
                new ListenSettings(
                        ListenPort.ANY,
                        ListenPort.OFF,
                        ListenPort.OFF,
                        "10.0.0.2",
                        false,
                        "/downbeat"),
                rig.listenSettings());
        assertEquals(
                new TimetagJournalAndUndoSettings(
                        TimetagJournalAndUndoSettings.Timetags.IGNORE, 2.5, 5, 50, 300),
                rig.timetagJournalAndUndoSettings());
        assertEquals(
                new ClockSettings(
                        ClockSettings.Source.MIDI,
                        true,
                        98.5,
                        true,
                        4,
                        true,
                        ClockSettings.LinkAllow.ALLOWED,
                        true,
                        "In",
                        "Out",
                        8),
                rig.clock());
        OutputSpec synth = rig.outputs().getFirst();
        assertEquals(
                new OutputSpec.OutputSendTimes(OutputSpec.Timetag.BOUNDARY, 80, -20, 100, 30),
                synth.sendTiming());
        assertEquals(List.of("Visual"), synth.tracks());
        assertEquals(
                "[IntArgument[number=1000], TextArgument[text={param}], TextArgument[text={value}]]",
                synth.template().arguments().toString());
        assertFalse(synth.initial() || synth.enabled());
        assertEquals(
                new OutputValueMapSpec(
                        new OutputValueMapSpec.Value("/scene/active"),
                        "/column",
                        new ValueScaling.None(),
                        OutputValueMapSpec.Type.I,
                        true),
                synth.maps().getFirst());
        assertTrue(rig.controllers().getFirst().typed());
        assertEquals(32.0, rig.inputs().getFirst().valueScaling().apply(0.25));
    }

    @Test
    void aRepeatedNameIsRefusedAndAMissingNameIsMadeFromTheAddress() {
        Rig rig =
                RigFile.parse(
                        "[[output]]\naddress = \"desk:1\"\n[[output]]\naddress = \"desk:1\"\n",
                        "r");
        assertEquals(
                List.of("desk:1", "desk:1-2"),
                rig.outputs().stream().map(OutputSpec::name).toList());

        String twice = "[[output]]\nname = \"a\"\naddress = \"desk:1\"\n";
        assertEquals(
                "r:5: [[output]] name: another output is called \"a\" already; give this output"
                        + " another name",
                assertThrows(RigException.class, () -> RigFile.parse(twice + twice, "r"))
                        .getMessage());
    }

    @Test
    void pathsAreRelativeToTheFolderOfTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rig.toml");
        Files.writeString(file, "graph = \"a.json\"\nstate_dir = \"state\"\n");

        assertEquals(folder.resolve("a.json").toString(), RigFile.read(file).graph());
        assertEquals(folder.resolve("state").toString(), RigFile.read(file).stateFolder());
    }

    @Test
    void theErrorNamesAMissingFile(@TempDir Path folder) {
        Path file = folder.resolve("none.toml");

        assertEquals(
                "rig file " + file + ": no such file; give the path of a TOML file",
                assertThrows(RigException.class, () -> RigFile.read(file)).getMessage());
    }

    static String resource(String name) {
        try (InputStream in = RigFileTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
