package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rig file that nobody would write is refused in one line, or works; it never breaks anything.
 */
class MalformedRigTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource("nested")
    void tooDeepNestingIsRefusedWithItsLine(String text) {
        assertEquals(
                List.of("rig.toml:2: not valid TOML: it nests more than 64 deep"), problems(text));
    }

    static Stream<String> nested() {
        return Stream.of(
                "# [\ngraph = " + "[".repeat(1_000) + "]".repeat(1_000),
                "\ngraph = " + "{a=".repeat(100_000),
                "\n" + "[".repeat(1_000_000),
                "\n" + "a.".repeat(100_000) + "b = 1",
                "\n[" + "a.".repeat(1_000) + "b]");
    }

    @Test
    void bracketsAndDotsInTextsAndCommentsDoNotNest() {
        String many = "[{.".repeat(1_000);
        Rig rig =
                RigFile.parse(
                        "# "
                                + many
                                + "\n"
                                + "[clock]\nmidi_in = \"\\\""
                                + many
                                + "\"\nmidi_out = '''\n"
                                + many
                                + "\"'''\n",
                        "rig.toml");

        assertEquals("\"" + many, rig.clock().midiIn());
        assertEquals(many + "\"", rig.clock().midiOut());
    }

    @Test
    void manyTablesInARowDoNotNest() {
        String output = "[[output]]\naddress = \"10.0.0.1:7\"\nnodes = [\"a.b\", \"c\"]\n";
        assertEquals(500, RigFile.parse(output.repeat(500), "rig.toml").outputs().size());
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreAccepted() {
        Rig rig = RigFile.parse("\ufeffosc_port = 1000\r\n[clock]\r\ntempo = 90\r\n", "rig.toml");

        assertEquals(1000, rig.listenSettings().osc().number());
        assertEquals(90.0, rig.clock().tempo());
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void anyOtherTextIsRefusedInOneShortLine(String text) {
        List<String> problems = problems(text);

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("rig.toml:"), problems::toString);
        assertTrue(problems.getFirst().length() < 500, problems::toString);
        assertTrue(problems.getFirst().chars().noneMatch(Character::isISOControl));
    }

    static Stream<String> unreadable() {
        return Stream.of(
                "osc_port = 1\u0000\n",
                "\u0000",
                "graph = \"\u001b[2J\"",
                "osc_port = 99999999999999999999999",
                "osc_port = 1\nosc_port = 2",
                "[clock]\n[clock]",
                "k".repeat(100_000) + " = 1",
                "bind = \"\"",
                "http_port = \"" + "9".repeat(100_000) + "\"",
                "timetag = \"\\u001b[31m\\n\"",
                "\"\\u001b]0;\\u0007\" = 1",
                "graph = '",
                "graph = \"\"\"",
                "=",
                "[",
                "]]",
                "\\");
    }

    @Test
    void binaryAndTooLargeFilesAreRefused() throws IOException {
        assertTrue(problem(new byte[] {(byte) 0xff, (byte) 0xfe, 0}).contains("not UTF-8 text"));
        assertTrue(problem(new byte[50_000_000]).contains("larger than 1 MB"));
        assertTrue(
                problem("graph = \"a\\u0000b\"".getBytes(StandardCharsets.UTF_8))
                        .contains("not a path"));
        Path device = Path.of("/dev/null");
        RigException isDevice = assertThrows(RigException.class, () -> RigFile.read(device));
        assertTrue(isDevice.problems().getFirst().contains("not a regular file"));
        RigException isFolder = assertThrows(RigException.class, () -> RigFile.read(folder));
        assertTrue(isFolder.problems().getFirst().contains("is a folder"));
    }

    private String problem(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("rig.toml"), bytes);
        List<String> problems =
                assertThrows(RigException.class, () -> RigFile.read(file)).problems();
        assertEquals(1, problems.size());
        return problems.getFirst();
    }

    private static List<String> problems(String text) {
        return assertThrows(RigException.class, () -> RigFile.parse(text, "rig.toml")).problems();
    }
}
