package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.EventTrigger.ClipTrigger;
import io.downbeat.rig.EventTrigger.CueTrigger;
import io.downbeat.rig.EventTrigger.Phase;
import io.downbeat.rig.EventTrigger.SceneTrigger;
import io.downbeat.rig.EventTrigger.SimpleTrigger;
import io.downbeat.rig.EventTrigger.StopTrigger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTriggerTest {
    @Test
    void aLaunchTriggerNamesItsPhase() {
        assertEquals(
                new SceneTrigger(Phase.PERFORMED, new EventObjectSelector("Drop")),
                EventTrigger.parse("scene:Drop"));
        assertEquals(
                new SceneTrigger(Phase.QUEUED, new EventObjectSelector("A:B")),
                EventTrigger.parse("queued:scene:A:B"));
        assertEquals(
                new ClipTrigger(
                        Phase.CANCELLED,
                        new EventObjectSelector("*"),
                        new EventObjectSelector("Main Loop")),
                EventTrigger.parse("cancelled:clip:*/Main Loop"));
        assertEquals(
                new StopTrigger(Phase.PERFORMED, new EventObjectSelector("Drums")),
                EventTrigger.parse("stop:Drums"));
        assertEquals(
                new CueTrigger(
                        Phase.PERFORMED,
                        new EventObjectSelector("Act 1/2"),
                        new EventObjectSelector("3")),
                EventTrigger.parse("cue:Act 1/2/3"));
    }

    @ParameterizedTest
    @EnumSource(SimpleTrigger.class)
    void aPlainEventIsOneWord(SimpleTrigger plain) {
        assertEquals(plain, EventTrigger.parse(RigSectionReader.spelt(plain)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scene",
                "scene:",
                "clip:Drums",
                "clip:/x",
                "clip:x/",
                "cue:Show",
                "cue:Show/0",
                "cue:Show/x",
                "queued:bar",
                "queued:",
                "later:scene:x",
                "Bar"
            })
    void anInvalidTriggerIsRefusedWithTheExpectedForm(String text) {
        assertTrue(
                assertThrows(RigException.class, () -> EventTrigger.parse(text))
                        .problems()
                        .getFirst()
                        .startsWith("expected "));
    }

    @Test
    void aSelectorMatchesOneSpellingOrAll() {
        assertTrue(new EventObjectSelector("*").selects("anything"));
        assertTrue(new EventObjectSelector("Drop").selects("sc_4", "Drop"));
        assertFalse(new EventObjectSelector("Drop").selects("sc_4", "drop"));
    }
}
