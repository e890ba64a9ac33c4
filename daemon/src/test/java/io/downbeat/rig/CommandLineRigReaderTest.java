package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class CommandLineRigReaderTest {
    @Test
    void anOutputIsAHostAndAPort() {
        OutputSpec output = output("127.0.0.1:7000");

        assertEquals("127.0.0.1:7000", output.name());
        assertEquals(new Endpoint("127.0.0.1", 7000), output.address());
        assertEquals(OutputSpec.DEFAULT_TEMPLATE, output.template());
        assertTrue(output.sendsEveryParameter());
    }

    @Test
    void anIpv6HostIsWrittenInBrackets() {
        assertEquals(new Endpoint("::1", 7000), output("visuals=[::1]:7000").address());
        assertEquals("[fe80::1%eth0]:9", output("[fe80::1%eth0]:9").name());
    }

    @Test
    void everyKeyOfAnOutputCanBeGiven() {
        OutputSpec output =
                output(
                        "sc=localhost:57110,nodes=lead+bass,tracks=Synth,template=/n_set+{node}"
                                + "+{param}+{value},bundle=off,timetag=boundary,lookahead_ms=80,"
                                + "offset_ms=-12.5,fade_hz=100,resend_s=5,initial=false,enabled=on");

        assertEquals("sc", output.name());
        assertEquals(List.of("lead", "bass"), output.nodes());
        assertEquals(List.of("Synth"), output.tracks());
        assertEquals("/n_set", output.template().address().toString());
        assertEquals(3, output.template().arguments().size());
        assertFalse(output.bundle());
        assertEquals(
                new OutputSpec.OutputSendTimes(OutputSpec.Timetag.BOUNDARY, 80, -12.5, 100, 5),
                output.sendTiming());
        assertFalse(output.initial());
        assertTrue(output.enabled());
    }

    @Test
    void aTemplateMayContainAnEqualsSign() {
        assertEquals(
                "/a=b/{param}",
                output("x:1,template=/a=b/{param}").template().address().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|expected HOST:PORT",
                "127.0.0.1:0|expected HOST:PORT",
                "127.0.0.1:65536|expected HOST:PORT",
                ":7000|expected HOST:PORT",
                "::1:7000|expected an IPv6 address in brackets",
                "=h:1|expected a name",
                "h:1,bundle|expected key=value after a comma, found \"bundle\"",
                "h:1,bundle=perhaps|bundle: expected on or off, found \"perhaps\"",
                "h:1,bundel=on|bundel: unknown key; did you mean bundle?",
                "h:1,fade_hz=quick|fade_hz: expected a number from 1 to 1000, found \"quick\"",
                "h:1,fade_hz=20,fade_hz=30|fade_hz: is given twice",
                "h:1,on=bar|on: is a table, and needs a rig file (--rig)",
                "h:1,template=/{who}|template: unknown placeholder {who}",
            })
    void anOutputThatCannotBeReadIsQuotedWithWhatWasExpected(String text, String problem) {
        assertTrue(
                problem("--output", text).startsWith("--output " + text + ": " + problem),
                () -> problem("--output", text));
    }

    @Test
    void aSubscriberGetsEverythingOrItsPatterns() {
        assertEquals(
                new ControllerSubscriptionSpec(
                        "10.0.0.9:9000", "10.0.0.9", 9000, List.of(), 30, false, true, 10),
                subscriber("10.0.0.9:9000"));
        assertEquals(
                List.of("/track/{1,2}", "/scene"),
                subscriber("10.0.0.9:9000,/track/{1,2},/scene").subscribe());
        assertEquals(
                "--subscriber h:1,track: expected an address that begins with /, as /track/1,"
                        + " found \"track\"",
                problem("--subscriber", "h:1,track"));
        assertTrue(problem("--subscriber", "h").startsWith("--subscriber h: expected HOST:PORT"));
    }

    @Test
    void everyKeyOfASubscriberCanBeGiven() {
        assertEquals(
                new ControllerSubscriptionSpec(
                        "pi", "10.0.0.9", 4560, List.of("/track", "/a/{b,c}"), 10, true, false, 0),
                subscriber(
                        "10.0.0.9:4560,/track,bundle=false,name=pi,/a/{b,c},typed=on,rate_hz=10,"
                                + "heal_s=0"));
        assertEquals(
                "--subscriber h:1,bundel=off: bundel: unknown key; did you mean bundle?",
                problem("--subscriber", "h:1,bundel=off"));
        assertEquals(
                "--subscriber h:1,bundle=2: bundle: expected on or off, found \"2\"",
                problem("--subscriber", "h:1,bundle=2"));
    }

    @ParameterizedTest
    @CsvSource({"--osc-tcp-port, 9120, 9120", "--http-port, 9121, 9121"})
    void twoOwnPortsOfOneProtocolThatAreEqualAreBothNamed(String option, String text, int port) {
        assertEquals(
                "--http-port and --osc-tcp-port (http_port and osc_tcp_port in a rig file): both"
                        + " are TCP port "
                        + port
                        + "; give each a port of its own, or turn one off",
                problem(option, text));
    }

    @Test
    void automaticAndDisabledPortsAreNeverEqual() {
        Map<String, List<String>> any =
                Map.of("--http-port", List.of("0"), "--osc-tcp-port", List.of("0"));
        Map<String, List<String>> off =
                Map.of("--http-port", List.of("off"), "--osc-tcp-port", List.of("off"));
        assertEquals(
                ListenPort.ANY,
                CommandLineRigReader.over(Rig.DEFAULT, any).listenSettings().http());
        assertEquals(
                ListenPort.OFF,
                CommandLineRigReader.over(Rig.DEFAULT, off).listenSettings().http());
    }

    @Test
    void allowedHostsAreAddedToTheRig() {
        Rig base = RigFile.parse("[access]\nallow = [\"10.0.0.0/8\"]\n", "r");

        assertEquals(
                "[10.0.0.0/8, lan]",
                over(base, "--allow", "lan").allowedHosts().allow().toString());
        assertEquals(
                "--allow: expected an address (192.168.1.20), a network (192.168.1.0/24) or lan,"
                        + " found \"stage\"",
                problem("--allow", "stage"));
    }

    @Test
    void aSingleSettingWinsOverTheRigs() {
        Rig base = RigFile.parse("osc_port = 1000\n[clock]\ntempo = 90\nsource = \"link\"\n", "r");

        assertEquals(2000, over(base, "--osc-port", "2000").listenSettings().osc().number());
        assertEquals(1000, over(base, "--tempo", "128").listenSettings().osc().number());
        assertEquals(128.0, over(base, "--tempo", "128").clock().tempo());
        assertEquals(
                ClockSettings.Source.INTERNAL, over(base, "--clock", "internal").clock().source());
        assertEquals(ListenPort.OFF, over(base, "--http-port", "off").listenSettings().http());
        assertTrue(over(base, "--link", "on").clock().link());
        assertTrue(over(base, "--stopped", "on").clock().stopped());
        assertEquals("2026", over(base, "--state-dir", "2026").stateFolder());
        assertEquals("/db", over(base, "--prefix", "/db").listenSettings().prefix());
        assertEquals("::1", over(base, "--bind", "::1").listenSettings().bind());
    }

    @Test
    void anOutputOfTheSameNameReplacesTheRigsAndOthersAdd() {
        Rig base =
                RigFile.parse(
                        "[[output]]\nname = \"visuals\"\naddress = \"127.0.0.1:7000\"\n", "r");

        assertEquals(
                List.of("visuals", "b:2", "b:2-2"),
                CommandLineRigReader.over(
                                base, Map.of("--output", List.of("visuals=a:1", "b:2", "b:2")))
                        .outputs()
                        .stream()
                        .map(OutputSpec::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "--osc-port, none, 'expected a whole number from 0 to 65535, found \"none\"'",
        "--http-port, 70000, 'expected a whole number from 0 (any free port) to 65535, or off,"
                + " found 70000'",
        "--tempo, 10, 'expected a number from 20 to 300, found 10'",
        "--link, maybe, 'expected on or off, found \"maybe\"'",
        "--prefix, x, 'expected an address that begins with /, as /track/1, found \"x\"'",
    })
    void aSettingThatCannotBeReadIsNamedByItsOption(String option, String text, String problem) {
        assertEquals(option + ": " + problem, problem(option, text));
    }

    private static OutputSpec output(String text) {
        return over(Rig.DEFAULT, "--output", text).outputs().getFirst();
    }

    private static ControllerSubscriptionSpec subscriber(String text) {
        return over(Rig.DEFAULT, "--subscriber", text).controllers().getFirst();
    }

    private static Rig over(Rig base, String option, String text) {
        return CommandLineRigReader.over(base, Map.of(option, List.of(text)));
    }

    private static String problem(String option, String text) {
        RigException refused =
                assertThrows(RigException.class, () -> over(Rig.DEFAULT, option, text));
        return refused.problems().getFirst();
    }
}
