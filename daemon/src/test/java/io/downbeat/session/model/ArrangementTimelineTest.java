package io.downbeat.session.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The changes that a timeline shows of an arrangement. */
class ArrangementTimelineTest {
    private static final Beats FOUR = Beats.of(4);
    private static final TempoProfile RAMP =
            TempoProfile.of(new Tempo(100)).rampingTo(new Tempo(120), 8);

    @Test
    void aRampThatBeginsAnewIsAChange() {
        assertEquals(
                List.of(
                        new ArrangementTimeline.TempoChange(Beats.ZERO, RAMP),
                        new ArrangementTimeline.TempoChange(FOUR, RAMP)),
                tempos(RAMP, RAMP));
    }

    @Test
    void aTempoThatGoesOnAsItWasIsNoChange() {
        TempoProfile constant = TempoProfile.of(new Tempo(100));
        assertEquals(
                List.of(new ArrangementTimeline.TempoChange(Beats.ZERO, constant)),
                tempos(constant, constant));
        assertEquals(
                List.of(new ArrangementTimeline.TempoChange(Beats.ZERO, RAMP)),
                tempos(RAMP, RAMP.after(4)));
    }

    /** The changes of an arrangement that has one tempo at its start and another set at beat 4. */
    private static List<ArrangementTimeline.TempoChange> tempos(
            TempoProfile first, TempoProfile second) {
        return ArrangementTimeline.of(
                        new Arrangement(
                                Beats.of(16),
                                state(first),
                                List.of(new ArrangementEvent.StateSet(FOUR, state(second))),
                                List.of()))
                .tempos();
    }

    private static ArrangementState state(TempoProfile tempo) {
        return new ArrangementState(tempo, Meter.COMMON, List.of(), List.of(), List.of());
    }
}
