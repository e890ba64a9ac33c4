package io.downbeat.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.ClockSettings;
import io.downbeat.rig.ControllerSubscriptionSpec;
import io.downbeat.rig.Endpoint;
import io.downbeat.rig.ListenPort;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandLineParserTest {
    @Test
    void withoutArgumentsTheDaemonRunsOnTheDefaults() {
        assertEquals(
                new DaemonSettings(
                        Rig.DEFAULT, false, false, DaemonSettings.ConsoleSettings.NORMAL, false),
                settings());
    }

    @Test
    void everyOptionOfTheDaemonIsRead() {
        String line =
                "show.json --new --fresh --osc-port 0 --http-port off --osc-tcp-port=9200 --bind ::1"
                        + " --allow lan --allow 10.0.0.0/8 --output visuals=[::1]:7000,bundle=off"
                        + " --output 127.0.0.1:7001 --subscriber 10.0.0.9:9000,/track,/scene"
                        + " --clock link --tempo 98.5 --link on --stopped --state-dir state"
                        + " --prefix /db --quiet --json-log";
        DaemonSettings settings = settings(line.split(" "));
        Rig rig = settings.rig();

        assertEquals("show.json", rig.graph());
        assertTrue(settings.startNew() && settings.fresh() && settings.jsonLog());
        assertEquals(DaemonSettings.ConsoleSettings.QUIET, settings.consoleSettings());
        assertEquals(ListenPort.ANY, rig.listenSettings().osc());
        assertEquals(ListenPort.OFF, rig.listenSettings().http());
        assertEquals(new ListenPort(9200), rig.listenSettings().oscTcp());
        assertEquals("::1", rig.listenSettings().bind());
        assertEquals("/db", rig.listenSettings().prefix());
        assertEquals("[lan, 10.0.0.0/8]", rig.allowedHosts().allow().toString());
        assertEquals(
                List.of("visuals", "127.0.0.1:7001"),
                rig.outputs().stream().map(OutputSpec::name).toList());
        assertFalse(rig.outputs().getFirst().bundle());
        assertEquals(
                List.of("/track", "/scene"),
                rig.controllers().stream()
                        .map(ControllerSubscriptionSpec::subscribe)
                        .flatMap(List::stream)
                        .toList());
        assertEquals(ClockSettings.Source.LINK, rig.clock().source());
        assertEquals(98.5, rig.clock().tempo());
        assertTrue(rig.clock().link() && rig.clock().stopped());
        assertEquals("state", rig.stateFolder());
    }

    @Test
    void theCommandLineWinsOverTheRigFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("venue.toml");
        Files.writeString(
                file,
                """
                graph = "a.json"
                osc_port = 1000
                http_port = 2000
                [[output]]
                address = "127.0.0.1:7000"
                """);
        Rig rig =
                settings(
                                "--rig",
                                file.toString(),
                                "--osc-port",
                                "3000",
                                "--output",
                                "h:1",
                                "b.json")
                        .rig();

        assertEquals(3000, rig.listenSettings().osc().number());
        assertEquals(2000, rig.listenSettings().http().number());
        assertEquals("b.json", rig.graph());
        assertEquals(2, rig.outputs().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--osc-prot 9|unknown option --osc-prot; did you mean --osc-port?"
                        + " (downbeat --help tells more)",
                "--frobnicate=3|unknown option --frobnicate (downbeat --help tells more)",
                "-x|unknown option -x (downbeat --help tells more)",
                "--tempo|--tempo needs a value: --tempo BPM (downbeat --help tells more)",
                "--tempo --stopped|--tempo needs a value: --tempo BPM (downbeat --help tells more)",
                "--tempo 90 --tempo 91|--tempo is given twice",
                "--tempo fast|--tempo: expected a number from 20 to 300, found \"fast\"",
                "--osc-port -5|--osc-port: expected a whole number from 0 to 65535, found -5",
                "a.json b.json|unexpected argument b.json; expected downbeat [GRAPH.json] [options]"
                        + " (downbeat --help tells more)",
                "--quiet --verbose|--verbose and --quiet exclude each other: leave one out",
                "--new|--new needs a graph file: downbeat GRAPH.json --new",
                "--rig none.toml|rig file none.toml: no such file; give the path of a TOML file",
                "check|GRAPH.json is missing (downbeat check --help tells more)",
                "check --fast a.json|unknown option --fast (downbeat check --help tells more)",
                "schema --format xml|--format: expected markdown or json, found \"xml\"",
                "send|HOST:PORT is missing (downbeat send --help tells more)",
                "send h:1|ADDRESS is missing (downbeat send --help tells more)",
                "send h:1 --wiat 3 /a|unknown option --wiat; did you mean --wait?"
                        + " (downbeat send --help tells more)",
                "send h:1 --wait|--wait needs a value: --wait SECONDS (downbeat send --help tells"
                        + " more)",
                "send h /x|expected HOST:PORT with a port from 1 to 65535, as 127.0.0.1:7000 or"
                        + " [::1]:7000, found \"h\"",
                "send h:1 x|expected an address that begins with /, as /scene/2/launch, found"
                        + " \"x\"",
                "send --wait soon h:1 /x|--wait: expected seconds from 0 to 3600, found \"soon\"",
                "help sned|help: there is no command sned; did you mean send?",
                "help volume|help: there is no command volume; the commands are check, export,"
                        + " schema, client, send, monitor, midi, bench",
                "client touchosc a.json -o x|client: this version does not have it yet",
            })
    void aWrongCommandLineGivesOneLineThatSaysWhatToDo(String line, String problem) {
        assertEquals(
                new ParsedCommandLine.Refused(List.of("downbeat: " + problem)),
                CommandLineParser.parse(line.split(" ")));
    }

    @Test
    void theBenchmarksReadTheirOwnArguments() {
        assertEquals(
                new ParsedCommandLine.Bench(List.of("latency")),
                CommandLineParser.parse("bench", "latency"));
        assertEquals(
                new ParsedCommandLine.Bench(List.of("--help")),
                CommandLineParser.parse("bench", "--help"));
        assertEquals(
                new ParsedCommandLine.Bench(List.of("--help")),
                CommandLineParser.parse("help", "bench"));
    }

    @Test
    void theSubcommandsAreRead() {
        assertEquals(new ParsedCommandLine.Bench(List.of()), CommandLineParser.parse("bench"));
        assertEquals(
                new ParsedCommandLine.Check("a.json"), CommandLineParser.parse("check", "a.json"));
        assertEquals(
                new ParsedCommandLine.Schema(ParsedCommandLine.Format.MARKDOWN),
                CommandLineParser.parse("schema"));
        assertEquals(
                new ParsedCommandLine.Schema(ParsedCommandLine.Format.JSON),
                CommandLineParser.parse("schema", "--format", "json"));
        assertEquals(
                new ParsedCommandLine.Send(
                        new Endpoint("localhost", 9120),
                        "/tempo",
                        List.of("-1.5", "--help", "s:4", ""),
                        2),
                CommandLineParser.parse(
                        "send", "localhost:9120", "/tempo", "-1.5", "--help", "s:4", ""));
        assertEquals(
                new ParsedCommandLine.Send(new Endpoint("::1", 9120), "/play", List.of(), 0.5),
                CommandLineParser.parse("send", "--wait", "0.5", "[::1]:9120", "/play"));
        assertEquals(
                new ParsedCommandLine.Monitor(new Endpoint("h", 1), "/track", false, ""),
                CommandLineParser.parse("monitor", "h:1", "/track"));
        assertEquals(
                new ParsedCommandLine.Monitor(new Endpoint("h", 1), "", false, ""),
                CommandLineParser.parse("monitor", "h:1"));
        assertEquals(
                new ParsedCommandLine.Monitor(new Endpoint("h", 1), "/tempo", true, ""),
                CommandLineParser.parse("monitor", "h:1", "/tempo", "--in"));
    }

    @Test
    void helpIsACommandToo() {
        assertEquals(printed("--help"), printed("help"));
        assertEquals(printed("send", "--help"), printed("help", "send"));
    }

    @Test
    void theHelpNamesEveryOptionAndEverySubcommand() {
        String help = printed("--help");

        for (String option : CommandLineParser.commandSyntax().names()) {
            assertTrue(help.contains("--" + option), option);
        }
        for (String name : Subcommand.NAMES) {
            assertTrue(help.contains(name), name);
            assertTrue(Subcommand.named(name).isPresent(), name);
        }
        assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "schema", "send", "monitor", "client", "midi"})
    void everySubcommandHasItsOwnHelp(String name) {
        assertTrue(printed(name, "--help").startsWith("Usage: downbeat " + name + " "));
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertEquals("downbeat 0.1.0\n", printed("--version"));
    }

    private static DaemonSettings settings(String... arguments) {
        return assertInstanceOf(ParsedCommandLine.Run.class, CommandLineParser.parse(arguments))
                .settings();
    }

    private static String printed(String... arguments) {
        return assertInstanceOf(ParsedCommandLine.Print.class, CommandLineParser.parse(arguments))
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send --wait 3 h:1 /a --wait -1 x",
                "send h:1 --wait 3 /a --wait -1 x",
                "send h:1 --wait=3 /a --wait -1 x",
                "send --wait 3 -- h:1 /a --wait -1 x"
            })
    void optionsOfSendMayBeAnywhereBeforeTheAddressAndTheRestIsSent(String line) {
        assertEquals(
                new ParsedCommandLine.Send(
                        new Endpoint("h", 1), "/a", List.of("--wait", "-1", "x"), 3),
                CommandLineParser.parse(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor --in h:1 /track",
                "monitor h:1 --in /track",
                "monitor h:1 /track --in"
            })
    void optionsOfOtherCommandsMayBeAnywhere(String line) {
        assertEquals(
                new ParsedCommandLine.Monitor(new Endpoint("h", 1), "/track", true, ""),
                CommandLineParser.parse(line.split(" ")));
        assertEquals(
                new ParsedCommandLine.Schema(ParsedCommandLine.Format.JSON),
                CommandLineParser.parse("schema", "--format", "json"));
    }
}
