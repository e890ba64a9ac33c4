package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.Transition.Unit;
import io.downbeat.session.view.SessionView;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** How transitions come into a file, change there and leave it again. */
class SavedTransitionTest {

    private static final String PLAIN =
            """
            {
              "nodes": {},
              "session": {
                "tracks": [
                  {
                    "id": "t1",
                    "clips": [{"id": "c1", "params": {}}]
                  }
                ]
              }
            }
            """;

    private static final String STATED =
            """
            {"nodes": {}, "session": {"tracks": [{"id": "t1", "default_transition":
              {"mode" : "fade", "duration_bars": 2, "unit": "beats", "ease": 7}, "clips": []}]}}
            """;

    private static PlayedSession withTrack(String text, Transition own) {
        return PlayedSession.from(text).track(1, track -> track.withTransition(Optional.of(own)));
    }

    private static Transition bars(double length) {
        return new Transition(length, Unit.BARS, Curve.LINEAR);
    }

    @Test
    void aTransitionOfATrackIsAddedAndRemoved() {
        String set = withTrack(PLAIN, bars(2)).saved();

        assertEquals(
                PLAIN.replace(
                        "\"params\": {}}]\n",
                        """
                        "params": {}}],
                                "default_transition": {
                                  "mode": "fade",
                                  "duration_bars": 2.0
                                }
                        """),
                set);
        assertEquals(
                PLAIN,
                PlayedSession.from(set)
                        .track(1, track -> track.withTransition(Optional.empty()))
                        .saved());
    }

    @Test
    void aTransitionOfAClipNamesItsUnitAndCurveOnlyWhereTheyAreUnusual() {
        var own = Optional.of(new Transition(1.5, Unit.SECONDS, Curve.EXP));
        PlayedSession set = PlayedSession.from(PLAIN).clip(1, 1, clip -> clip.withTransition(own));

        assertEquals(
                PLAIN.replace(
                        "\"params\": {}}",
                        "\"params\": {}, \"transition_override\": {\"mode\": \"fade\","
                                + " \"duration_bars\": 1.5, \"unit\": \"seconds\","
                                + " \"curve\": \"exp\"}}"),
                set.saved());
    }

    @Test
    void onlyChangedPartsAreReplaced() {
        assertEquals(
                STATED.replace("\"duration_bars\": 2", "\"duration_bars\": 3"),
                withTrack(STATED, new Transition(3, Unit.BEATS, Curve.LINEAR)).saved());
        assertEquals(
                STATED.replace(", \"unit\": \"beats\"", ""), withTrack(STATED, bars(2)).saved());
        assertEquals(
                STATED.replace("7}", "7, \"curve\": \"log\"}"),
                withTrack(STATED, new Transition(2, Unit.BEATS, Curve.LOG)).saved());
    }

    @Test
    void aCutKeepsTheLengthInTheFile() {
        var cut = new Transition(0, Unit.BEATS, Curve.LINEAR);
        String saved = withTrack(STATED, cut).saved();

        assertEquals(STATED.replace("\"fade\"", "\"cut\""), saved);
        assertEquals(STATED, withTrack(saved, new Transition(2, Unit.BEATS, Curve.LINEAR)).saved());
    }

    @Test
    void theDefaultTransitionIsAbsentWhileItIsACut() {
        String set = PlayedSession.from("{\"nodes\": {}}").transition(bars(0.5)).saved();

        assertEquals(
                "{\"nodes\": {}, \"session\": {\"transition\":"
                        + " {\"mode\": \"fade\", \"duration_bars\": 0.5}}}",
                set);
        assertEquals(
                "{\"nodes\": {}, \"session\": {}}",
                PlayedSession.from(set).transition(Transition.CUT).saved());
    }

    @Test
    void theTrackOfAnEmptySessionIsAddedWithItsTransition() {
        assertEquals(
                """
                {
                  "session": {
                    "tracks": [
                      {
                        "id": "tr_1",
                        "name": "Track 1",
                        "owned_nodes": [],
                        "clips": [],
                        "default_transition": {
                          "mode": "fade",
                          "duration_bars": 4.0,
                          "unit": "beats",
                          "curve": "smooth"
                        }
                      }
                    ],
                    "scenes": [
                      {
                        "id": "sc_1",
                        "name": "Scene 1",
                        "assignments": {}
                      }
                    ]
                  }
                }\
                """,
                withTrack("{}", new Transition(4, Unit.BEATS, Curve.SMOOTH)).saved());
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (Unit unit : Unit.values()) {
            for (Curve curve : Curve.values()) {
                var own = new Transition(2.25, unit, curve);
                String saved = withTrack(PLAIN, own).transition(own).saved();
                SessionView again = PlayedSession.from(saved).view();
                assertEquals(Optional.of(own), again.session().track(1).orElseThrow().transition());
                assertEquals(own, again.settings().transition());
            }
        }
    }
}
