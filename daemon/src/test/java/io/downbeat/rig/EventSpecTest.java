package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.rig.EventSpec.OfClip;
import io.downbeat.rig.EventSpec.OfCue;
import io.downbeat.rig.EventSpec.OfScene;
import io.downbeat.rig.EventSpec.OfStop;
import io.downbeat.rig.EventSpec.Phase;
import io.downbeat.rig.EventSpec.Plain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSpecTest {
    @Test
    void aLaunchIsNamedWithItsMoment() {
        assertEquals(
                new OfScene(Phase.PERFORMED, new Selector("Drop")), EventSpec.parse("scene:Drop"));
        assertEquals(
                new OfScene(Phase.QUEUED, new Selector("A:B")),
                EventSpec.parse("queued:scene:A:B"));
        assertEquals(
                new OfClip(Phase.CANCELLED, new Selector("*"), new Selector("Main Loop")),
                EventSpec.parse("cancelled:clip:*/Main Loop"));
        assertEquals(
                new OfStop(Phase.PERFORMED, new Selector("Drums")), EventSpec.parse("stop:Drums"));
        assertEquals(
                new OfCue(Phase.PERFORMED, new Selector("Act 1/2"), new Selector("3")),
                EventSpec.parse("cue:Act 1/2/3"));
    }

    @ParameterizedTest
    @EnumSource(Plain.class)
    void aPlainEventIsOneWord(Plain plain) {
        assertEquals(plain, EventSpec.parse(Section.spelt(plain)));
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
    void whatIsNoEventIsAnsweredWithItsForm(String text) {
        assertTrue(
                assertThrows(RigException.class, () -> EventSpec.parse(text))
                        .problems()
                        .getFirst()
                        .startsWith("expected "));
    }

    @Test
    void aSelectorMeansOneSpellingOrAll() {
        assertTrue(new Selector("*").selects("anything"));
        assertTrue(new Selector("Drop").selects("sc_4", "Drop"));
        assertFalse(new Selector("Drop").selects("sc_4", "drop"));
    }
}
