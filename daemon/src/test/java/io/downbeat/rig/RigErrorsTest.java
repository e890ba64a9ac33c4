package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Every mistake names file, line and key, and says what was expected. */
class RigErrorsTest {
    private static final String OUTPUT = "[[output]]\naddress = \"127.0.0.1:7000\"\n";
    private static final String MAP =
            OUTPUT + "[[output.map]]\nvalue = \"/tempo\"\naddress = \"/bpm\"\n";

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne() {
        assertEquals(
                List.of("rig.toml:2: osc_prot: unknown key; did you mean osc_port?"),
                problems("# ports\nosc_prot = 9000\n"));
        assertEquals(
                List.of("rig.toml:3: [[output]] adress: unknown key; did you mean address?"),
                problems(OUTPUT + "adress = \"x\"\n"));
        assertEquals(
                List.of("rig.toml:1: outputs: unknown key; did you mean output?"),
                problems("[[outputs]]\naddress = \"x:1\"\n"));
    }

    @Test
    void theErrorForAKeyInTheWrongTableNamesTheRightTable() {
        assertEquals(
                List.of("rig.toml:1: freewheel_bars: unknown key; it belongs in [clock]"),
                problems("freewheel_bars = 3\n"));
        assertEquals(
                List.of(
                        "rig.toml:3: [[output]] http_port: unknown key; it belongs in the top of"
                                + " the file"),
                problems(OUTPUT + "http_port = 3\n"));
    }

    @Test
    void theErrorForAnUnknownKeyWithoutANearOneListsAllKeys() {
        assertEquals(
                List.of("rig.toml:2: [access] deny: unknown key; known here: allow"),
                problems("[access]\ndeny = []\n"));
    }

    @Test
    void allMistakesOfAFileAreReportedTogether() {
        assertEquals(
                List.of(
                        "rig.toml:1: osc_port: expected a whole number from 0 to 65535, found"
                                + " \"off\"",
                        "rig.toml:3: [clock] source: expected one of \"internal\", \"link\","
                                + " \"midi\", \"osc\", \"node\", found \"lnk\""),
                problems("osc_port = \"off\"\n[clock]\nsource = \"lnk\"\n"));
    }

    @Test
    void invalidTomlIsRefusedAtItsLine() {
        assertTrue(
                problems("osc_port = 1\nname = \n")
                        .getFirst()
                        .startsWith("rig.toml:2: not valid TOML: Unexpected end of line"));
        assertTrue(problems("osc_port = 1\nosc_port = 2\n").getFirst().startsWith("rig.toml:2: "));
    }

    @Test
    void singleAndDoubleBracketsAreDistinguished() {
        assertEquals(
                List.of(
                        "rig.toml:1: output: expected tables, each with double brackets, as"
                                + " [[output]]"),
                problems("[output]\naddress = \"a:1\"\n"));
        assertEquals(
                List.of("rig.toml:1: clock: expected one table, with single brackets, as [clock]"),
                problems("[[clock]]\ntempo = 100\n"));
    }

    /** Each key of the reference with a value of a type that it does not have. */
    static List<String> everyKeyWithAWrongType() {
        return List.of(
                        RigKeys.TOP,
                        RigKeys.CLOCK,
                        RigKeys.OUTPUT,
                        RigKeys.CONTROLLER,
                        RigKeys.INPUT,
                        RigKeys.ACCESS)
                .stream()
                .flatMap(rigKeys ->
                        rigKeys.forms().entrySet().stream()
                                .filter(form -> form.getValue() != RigKeys.Form.TABLE)
                                .map(form -> rigKeys.title() + " " + form.getKey()))
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyKeyWithAWrongType")
    void aWrongTypeIsNamedWithItsLineAndWhatWasExpected(String place) {
        String key = place.substring(place.lastIndexOf(' ') + 1);
        String heading = place.contains(" ") ? place.substring(0, place.indexOf(' ')) : "";
        List<String> problems = problems(heading + "\n" + key + " = 2026-11-21\n");

        String expected = "rig.toml:2: " + place + ": expected ";
        assertTrue(
                problems.stream()
                        .anyMatch(line ->
                                line.startsWith(expected)
                                        && line.endsWith("the date or time 2026-11-21")),
                problems::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "osc_port = 65536, a whole number from 0 to 65535",
        "osc_port = 9120.5, a whole number from 0 to 65535",
        "undo_limit = -1, a whole number from 0 to 1000000",
        "timetag_window_s = -0.5, a number from 0 to 3600",
        "'[clock]\ntempo = 300.5', a number from 20 to 300",
        "'[clock]\noffset_ms = 501', a number from -500 to 500",
        "'[clock]\nfreewheel_bars = -0.5', '-1 (for ever) or a number from 0 on'",
        "'http_port = -1', 'a whole number from 0 (any free port) to 65535, or off'",
    })
    void aNumberOutsideItsRangeIsRefusedWithTheRange(String text, String expected) {
        assertTrue(problems(text + "\n").getFirst().contains("expected " + expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offset_ms = -501",
                "fade_hz = 0",
                "lookahead_ms = nan",
                "template = \"node/{node}\"",
                "template = \"/x/{nod}\"",
                "template = \"/x/{node\"",
                "template = \"/x/{value}\"",
                "template = [\"/x\", \"{scene}\"]",
                "template = [\"/x\", [true]]",
                "template = []",
                "template = \"/x y\"",
                "name = \"\"",
                "nodes = [\"a\", 1]",
                "bundle = \"false\"",
            })
    void anInvalidOutputIsRefusedAtItsLine(String line) {
        assertTrue(problems(OUTPUT + line + "\n").getFirst().startsWith("rig.toml:3: [[output]] "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "param = \"bloom/intensity\"",
                "from = [0, 1]",
                "to = [0, 1]\nfrom = [1, 1]",
                "to = [0]\nfrom = [0, 1]",
                "type = \"d\"",
                "back = 1",
            })
    void anInvalidMapIsRefused(String line) {
        assertEquals(1, problems(MAP + line + "\n").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"/strip/gain\", 1]|expected \"{value}\" among the arguments",
                "[\"/strip/{value}\", \"{value}\"]|{value} must be among the arguments",
                "[\"/strip/gain\", \"{scene}\", \"{value}\"]|unknown placeholder {scene}",
                "[]|expected an address first",
                "[1, \"{value}\"]|expected an address first",
                "1|expected an address or a list",
            })
    void anInvalidMessageOfAMapIsRefused(String address, String expected) {
        String problem =
                problems(OUTPUT + "[[output.map]]\nvalue = \"/tempo\"\naddress = " + address + "\n")
                        .getFirst();
        assertTrue(problem.startsWith("rig.toml:5: [[output.map]] address: " + expected), problem);
    }

    @Test
    void theErrorForAnUnknownPlaceholderListsTheKnownOnes() {
        assertEquals(
                List.of(
                        "rig.toml:5: [[output.on]] send: unknown placeholder {colum} in"
                                + " \"/column/{colum}\"; known here: {scene} {scene.name} {track}"
                                + " {track.name} {clip} {clip.name} {bar} {beat} {tempo} {countdown}"),
                problems(
                        OUTPUT
                                + "[[output.on]]\nevent = \"scene:*\"\n"
                                + "send = [\"/column/{colum}\"]\n"));
    }

    @Test
    void aDateIsRefusedAsAnArgumentOfAnEvent() {
        assertTrue(
                problems(OUTPUT + "[[output.on]]\nevent = \"bar\"\nsend = [\"/x\", 1979-05-27]\n")
                        .getFirst()
                        .endsWith(
                                "expected a text, a number, true or false as argument, found the"
                                        + " date or time 1979-05-27"));
    }

    @Test
    void missingRequiredKeysAreReported() {
        assertEquals(
                List.of(
                        "rig.toml:1: [[output]]: address is missing: the receiver of the values, as"
                                + " 127.0.0.1:7000"),
                problems("[[output]]\nname = \"a\"\n"));
        assertEquals(2, problems("[[controller]]\nname = \"a\"\n").size());
        assertEquals(2, problems("[[input]]\n").size());
        assertEquals(2, problems(OUTPUT + "[[output.on]]\n").size());
        assertEquals(2, problems(OUTPUT + "[[output.map]]\n").size());
    }

    @Test
    void aPortInTheAddressOfAControllerIsRefused() {
        assertTrue(
                problems("[[controller]]\naddress = \"10.0.0.1:9000\"\nfeedback_port = 9000\n")
                        .getFirst()
                        .endsWith("the port belongs in feedback_port"));
    }

    private static List<String> problems(String text) {
        return assertThrows(RigException.class, () -> RigFile.parse(text, "rig.toml")).problems();
    }
}
