package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Time tags at a receiver and a sender with a clock of its own: SuperCollider's language. What is
 * compared are tags and the order of things, so that a slow machine changes nothing.
 */
@Timeout(480)
@RealProgram(command = "sclang", debian = "supercollider-language")
class SuperColliderIT {

    private static final String SCRIPT = "src/test/resources/io/downbeat/app/timetags.scd";

    /** At 120. */
    private static final double QUARTER_MS = 500;

    private static final double LOOKAHEAD_MS = 1000;

    /** Two programs read the same wall clock, and adjust what they read now and then. */
    private static final double CLOCKS_MS = 5;

    private static final String RIG =
            """
            [[output]]
            name = "prompt"
            address = "127.0.0.1:%d"
            nodes = ["kick"]
            initial = false

              [[output.on]]
              event = "clip:Drums/*"
              send = ["/landed", "{bar}", "{beat}", "{clip}"]

            [[output]]
            name = "ahead"
            address = "127.0.0.1:%d"
            nodes = ["osc"]
            initial = false
            timetag = "boundary"
            lookahead_ms = 1000

              [[output.on]]
              event = "clip:Synth/*"
              send = ["/landed", "{bar}", "{beat}", "{clip}"]
            """;

    /** A packet as sclang saw it; the tag is NaN where it said that it is immediate. */
    private record Heard(double tag, double arrived, String said) {

        static Heard of(String line) {
            String[] words = line.split(" ", 5);
            double tag = words[2].equals("immediate") ? Double.NaN : Double.parseDouble(words[2]);
            return new Heard(tag, Double.parseDouble(words[3]), words[4]);
        }
    }

    private final int prompt = RealProcess.freePort();
    private final int ahead = RealProcess.freePort();

    @TempDir private Path state;
    private Path rig;

    @BeforeEach
    void writeRig() throws IOException {
        rig = Files.writeString(state.resolve("rig.toml"), RIG.formatted(prompt, ahead));
    }

    @Test
    void messagesSentAheadArePlayedAtTheTimeOfTheirTag() {
        try (RunningDaemon daemon =
                        RunningDaemon.with(state, "--rig", rig.toString(), "--tempo=120");
                RealProcess sclang = sclang(daemon.port())) {
            assertEquals("/node/kick/decay 0.48", rounded(next(sclang, "prompt", "/node/kick/d")));
            assertEquals("/landed 1 4 2", next(sclang, "prompt", "/landed").said());
            assertEquals("/landed 2 3 3", next(sclang, "prompt", "/landed").said());
            assertEquals("/landed 3 2 4", next(sclang, "prompt", "/landed").said());
            // It has come in between, or else it comes now.
            String far = "heard surface .* /error /ping timetag .*";
            if (sclang.printed().stream().noneMatch(line -> line.matches(far))) {
                sclang.waitFor(line -> line.matches(far), "error of the tag an hour ahead");
            }
        }
    }

    @Test
    void messagesSentAheadArriveEarlyWithTheBoundarysTimeTag() {
        try (RunningDaemon daemon =
                        RunningDaemon.with(state, "--rig", rig.toString(), "--tempo=120");
                RealProcess sclang = sclang(daemon.port())) {
            String first = sclang.waitFor(line -> line.startsWith("first "), "resync");
            double start = Double.parseDouble(first.split(" ")[1]);
            List<Double> leads = new ArrayList<>();
            for (int bar = 2; bar <= 4; bar++) {
                Heard value = next(sclang, "ahead", "/node/osc/frequency");
                Heard landed = next(sclang, "ahead", "/landed");
                assertEquals(start + 4 * (bar - 1) * QUARTER_MS, value.tag(), CLOCKS_MS);
                assertEquals(value.tag(), landed.tag());
                assertEquals("/landed " + bar + " 1 " + bar, landed.said());
                assertTrue(value.arrived() < value.tag(), value.toString());
                leads.add(value.tag() - value.arrived());
            }
            next(sclang, "surface", "/beat 4.0 1.0 12.0");

            double most = leads.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            assertTrue(most <= LOOKAHEAD_MS + CLOCKS_MS, leads.toString());
            assertTrue(most > LOOKAHEAD_MS / 2, leads.toString());
            assertTheTagsAreOnTheBeatsThatSurfacesHear(sclang, start);
        }
    }

    /** No beat is heard before the time that a tag would have for it, and not all are late. */
    private static void assertTheTagsAreOnTheBeatsThatSurfacesHear(
            RealProcess sclang, double start) {
        double least =
                sclang.printed().stream()
                        .filter(line -> line.matches("heard surface .* /beat \\S+ \\S+ \\d+\\.0"))
                        .map(Heard::of)
                        .filter(beat -> beat.arrived() > start)
                        .mapToDouble(beat -> beat.arrived() - start - QUARTER_MS * quarter(beat))
                        .min()
                        .orElseThrow();
        assertTrue(least > -CLOCKS_MS && least < QUARTER_MS / 2, least + " ms behind its tag");
    }

    private static double quarter(Heard beat) {
        return Double.parseDouble(beat.said().substring(beat.said().lastIndexOf(' ') + 1));
    }

    private static Heard next(RealProcess sclang, String where, String begins) {
        String from = "heard " + where + " ";
        return Heard.of(
                sclang.waitFor(
                        line -> line.startsWith(from) && Heard.of(line).said().startsWith(begins),
                        begins + " at " + where));
    }

    private static String rounded(Heard heard) {
        int last = heard.said().lastIndexOf(' ') + 1;
        double value = Double.parseDouble(heard.said().substring(last));
        return heard.said().substring(0, last) + Math.round(value * 1e4) / 1e4;
    }

    /** Needs no screen; the second variable lets it start as any user. */
    private RealProcess sclang(int daemon) {
        return RealProcess.start(
                "env",
                "QT_QPA_PLATFORM=offscreen",
                "QTWEBENGINE_DISABLE_SANDBOX=1",
                "DOWNBEAT_PORT=" + daemon,
                "PROMPT_PORT=" + prompt,
                "AHEAD_PORT=" + ahead,
                "sclang",
                SCRIPT);
    }
}
