package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    @Test
    @Tag("CONSOLE-4")
    void positionTempoClockCountdownSceneClientsAndTraffic() {
        var scenario =
                EngineScenario.of(SampleSessions.band())
                        .at("3.2")
                        .scene("Verse")
                        .scene("Drop", "bar");

        assertEquals(
                "   3.2  120.0 internal  2 queued, 3.0  scene Verse  clients 0  in 2/s 10.0.0.1",
                line(scenario, "in 2/s 10.0.0.1"));
    }

    @Test
    void theMostImportantPartsFitIntoFortyColumns() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("100.1").scene("Drop", "8bar");

        String first40 = line(scenario, "in 0/s").substring(0, 40);
        assertTrue(first40.contains("100.1  120.0 internal  2 queued, 20.0"), first40);
    }

    @Test
    void aLongNameInWideLettersLeavesRoomForTheRest() {
        String name = "東京の夜と雨の音楽会場にて";
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("Intro", 0.5)
                        .scene(name, "Drums/Intro")
                        .done();
        var scenario = EngineScenario.of(loaded).at("1.2").scene(name);

        assertEquals(
                "   1.2  120.0 internal  scene 東京の夜と雨の音楽会…  clients 0  in 0/s",
                line(scenario, "in 0/s"));
    }

    @Test
    @Tag("CONSOLE-3")
    void aNameCannotControlTheTerminal() {
        String name = "A\u001b[2J\n\u202e";
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("Intro", 0.5)
                        .scene(name, "Drums/Intro")
                        .done();
        String line = line(EngineScenario.of(loaded).at("1.2").scene(name), "in 0/s");

        assertTrue(line.contains("scene A\\u001b[2J\\n"), line);
        assertTrue(line.chars().noneMatch(c -> c < ' ' || c == 0x202e), line);
    }

    private static String line(EngineScenario scenario, String traffic) {
        return StatusLine.of(scenario.view(), scenario.now(), traffic);
    }
}
