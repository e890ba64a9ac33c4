package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.EditApplier;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** The stories of a save: what is replaced in the text, and that all else stays. */
class SaveEditsTest {

    private static final String SET =
            """
            {
              "schema_version": 3,
              "nodes": {
                "kick": {
                  "type": "DrumKick",
                  "params": {"decay": 0.55, "steps": 16, "on": true, "tune": 1e0, "kit": "a\\u0041"},
                  "layout": {"x" :1.50}
                },
                "bare": { "type": "Out" }
              },
              "metronome": { "bpm": 120, "beats_per_bar": 4.0 },
              "session": {
                "tracks": [
                  {
                    "id": "t1",
                    "owned_nodes": ["kick", "bare"],
                    "clips": [
                      {"id": "c1", "params": {"kick": {"decay": 0.55, "extra": 1}}},
                      {"id": "c2", "params": {"kick": {"decay": 0.3}, "bare": {"level": 2}}}
                    ]
                  }
                ],
                "active_clips": {
                  "t1": "c1"
                }
              }
            }
            """;

    private static void saves(String text, PlayedSession played, String... replacements) {
        String expected = text;
        for (int index = 0; index < replacements.length; index += 2) {
            assertEquals(true, expected.contains(replacements[index]), replacements[index]);
            expected = expected.replace(replacements[index], replacements[index + 1]);
        }
        assertEquals(expected, played.saved());
    }

    @Test
    void aSaveWithoutChangesKeepsTheText() {
        saves(SET, PlayedSession.from(SET));
    }

    @Test
    void aNewValueHasThePlaceAndStyleOfTheOldOne() {
        saves(
                SET,
                PlayedSession.from(SET)
                        .value("kick/decay", 1)
                        .value("kick/steps", 8)
                        .value("kick/tune", 2)
                        .value("kick/on", 0)
                        .value("kick/kit", "b\n\""),
                "0.55, \"steps\"",
                "1.0, \"steps\"",
                "\"steps\": 16",
                "\"steps\": 8",
                "1e0",
                "2.0",
                "\"on\": true",
                "\"on\": 0.0",
                "\"a\\u0041\"",
                "\"b\\n\\\"\"");
    }

    @Test
    void aWholeNumberThatIsNoLongerWholeGetsAPoint() {
        saves(
                SET,
                PlayedSession.from(SET).value("kick/steps", 0.1),
                "\"steps\": 16",
                "\"steps\": 0.1");
    }

    @Test
    void aLaunchChangesLiveValuesAndActiveClipsOnly() {
        saves(
                SET,
                PlayedSession.from(SET).launch("t1", "c2"),
                "{\"decay\": 0.55, \"steps\"",
                "{\"decay\": 0.3, \"steps\"",
                "\"bare\": { \"type\": \"Out\" }",
                "\"bare\": { \"type\": \"Out\", \"params\": {\"level\": 2.0} }",
                "\"t1\": \"c1\"",
                "\"t1\": \"c2\"");
    }

    @Test
    void aParameterThatOnlyClipsNameIsAddedOnceItIsWritten() {
        saves(
                SET,
                PlayedSession.from(SET).value("kick/extra", 0.5),
                "\"a\\u0041\"}",
                "\"a\\u0041\", \"extra\": 0.5}");
    }

    @Test
    void aSaveWritesAndAStartReadsTheSettingsThatALoadTakes() throws Exception {
        GlobalLaunchSettings usual = GlobalLaunchSettings.USUAL;
        var other =
                new GlobalLaunchSettings(
                        Quantize.BAR,
                        new Transition(2, Transition.Unit.BEATS, Curve.SMOOTH),
                        25,
                        GlobalLaunchSettings.WhenStopped.WAIT,
                        GlobalLaunchSettings.WhenEmpty.STOP,
                        false);
        for (RecordComponent setting : GlobalLaunchSettings.class.getRecordComponents()) {
            assertNotEquals(
                    setting.getAccessor().invoke(usual),
                    setting.getAccessor().invoke(other),
                    setting.getName());
        }
        String saved = PlayedSession.from(SET).settings(other).saved();
        assertEquals(
                usual.withStoredSettingsOf(other), PlayedSession.from(saved).view().settings());
        String savedAgain = PlayedSession.from(saved).settings(usual).saved();
        assertEquals(usual, PlayedSession.from(savedAgain).view().settings());
    }

    @Test
    void aStoppedTrackHasNoActiveClip() {
        saves(SET, PlayedSession.from(SET).stop("t1"), "{\n      \"t1\": \"c1\"\n    }", "{}");
    }

    @Test
    void tempoSignatureAndQuantizationAreWrittenOnceTheyAreSet() {
        saves(
                SET,
                PlayedSession.from(SET).tempo(97.5).signature(6, 8).quantize(Quantize.TWO_BARS),
                "\"bpm\": 120",
                "\"bpm\": 97.5",
                "\"beats_per_bar\": 4.0",
                "\"beats_per_bar\": 6.0",
                "    }\n  }\n}",
                "    },\n    \"beat_unit\": 8,\n    \"quantize\": \"2bar\"\n  }\n}");
    }

    @Test
    void aMissingMetronomeIsAddedInTheIndentationOfTheFile() {
        String text = "{\n\t\"nodes\": {}\n}\n";
        String expected =
                """
                {
                \t"nodes": {},
                \t"metronome": {
                \t\t"bpm": 90.0,
                \t\t"beats_per_bar": 3
                \t}
                }
                """;
        PlayedSession played =
                PlayedSession.from(text.replace("\n", "\r\n")).tempo(90).signature(3, 4);
        assertEquals(expected.replace("\n", "\r\n"), played.saved());
    }

    @Test
    void aFileInOneLineStaysInOneLine() {
        assertEquals(
                "{\"nodes\":{},\"metronome\":{\"bpm\":90.0}}",
                PlayedSession.from("{\"nodes\":{}}").tempo(90).saved());
    }

    @Test
    void anUnusualTempoOfTheFileStaysUntilItIsSet() {
        String text = "{\"nodes\": {}, \"metronome\": {\"bpm\": 5}}";
        saves(text, PlayedSession.from(text));
        saves(text, PlayedSession.from(text).tempo(20));
        saves(text, PlayedSession.from(text).tempo(21), "5", "21");
    }

    @Test
    void clipAndTrackSettingsAreAddedAndRemoved() {
        PlayedSession set =
                PlayedSession.from(SET)
                        .track(1, track -> track.withSafe(true))
                        .clip(1, 1, clip -> clip.withMode(LaunchMode.GATE))
                        .clip(1, 2, clip -> clip.withQuantize(Optional.of(Quantize.BEAT)));
        saves(
                SET,
                set,
                "\"extra\": 1}}}",
                "\"extra\": 1}}, \"mode\": \"gate\"}",
                "\"level\": 2}}}",
                "\"level\": 2}}, \"quantize\": \"beat\"}",
                "        ]\n      }",
                "        ],\n        \"safe\": true\n      }");
        PlayedSession again =
                PlayedSession.from(set.saved())
                        .track(1, track -> track.withSafe(false))
                        .clip(1, 1, clip -> clip.withMode(LaunchMode.TRIGGER))
                        .clip(1, 2, clip -> clip.withQuantize(Optional.empty()));
        assertEquals(SET, again.saved());
    }

    @Test
    void aRangeThatWasSetByHandIsWritten() {
        saves(
                SET,
                PlayedSession.from(SET).range("kick/decay", 0.05, 2),
                "\"layout\": {\"x\" :1.50}",
                "\"layout\": {\"x\" :1.50},\n      \"ranges\": {\n        \"decay\": [0.05, 2.0]\n"
                        + "      }");
    }

    @Test
    void anActiveClipThatIsMissingStaysInTheFile() {
        String text =
                "{\"nodes\": {}, \"session\": {\"tracks\": [{\"id\": \"t\"}],"
                        + " \"active_clips\": {\"t\": \"gone\", \"u\": 4}}}";
        saves(text, PlayedSession.from(text));
    }

    @Test
    void theTrackOfAnEmptySessionIsAddedOnceSomethingIsSetOnIt() {
        saves("{}", PlayedSession.from("{}"));
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
                        "safe": true
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
                PlayedSession.from("{}").track(1, track -> track.withSafe(true)).saved());
    }

    @Test
    void aValueThatWasSetBackChangesNothing() {
        PlayedSession played =
                PlayedSession.from(SET).value("kick/decay", 0.9).tempo(140).quantize(Quantize.BAR);
        saves(SET, played.value("kick/decay", 0.55).tempo(120).quantize(Quantize.INSTANT));
    }

    private static final String LISTS =
            """
            {"nodes": {"a": {"type": "A"}},
             "session": {
              "tracks": [
               {"id": "t1", "clips": [{"id": "c1", "tag" : 1.0}, {"id": "c2"}, {"id": "c1"}]},
               {"id": "t2", "mood": [ "blue" ]}
              ],
              "scenes": [{"id": "s1", "assignments": {"t1": "c1", "old": "c9"}}, {"id": "s2"}]}}
            """;

    @Test
    @Tag("SAVE-4")
    void whatIsMovedKeepsItsTextWithKeysThatAreNotKnown() {
        PlayedSession played =
                PlayedSession.from(LISTS)
                        .document(document ->
                                EditApplier.apply(
                                        document, new Edit.MoveTrack(new TrackId("t2"), 1)));
        saves(
                LISTS,
                played,
                "{\"id\": \"t1\", \"clips\": [{\"id\": \"c1\", \"tag\" : 1.0}, {\"id\": \"c2\"},"
                        + " {\"id\": \"c1\"}]},\n   {\"id\": \"t2\", \"mood\": [ \"blue\" ]}",
                "{\"id\": \"t2\", \"mood\": [ \"blue\" ]},\n   {\"id\": \"t1\", \"clips\":"
                        + " [{\"id\": \"c1\", \"tag\" : 1.0}, {\"id\": \"c2\"}, {\"id\": \"c1\"}]}");
    }

    @Test
    @Tag("SAVE-5")
    void whatALoadIgnoresStaysUntilItsListIsEdited() {
        PlayedSession played =
                PlayedSession.from(LISTS)
                        .document(document ->
                                EditApplier.apply(
                                        document,
                                        new Edit.DeleteClip(new ClipId(new TrackId("t1"), "c1"))));
        saves(
                LISTS,
                played,
                "[{\"id\": \"c1\", \"tag\" : 1.0}, {\"id\": \"c2\"}, {\"id\": \"c1\"}]",
                "[{\"id\": \"c2\"}]",
                "{\"t1\": \"c1\", \"old\": \"c9\"}",
                "{\"old\": \"c9\"}");
    }

    @Test
    void aNewClipIsWrittenWithWhatIsKnownOfIt() {
        PlayedSession played =
                PlayedSession.from(LISTS)
                        .document(document ->
                                EditApplier.apply(
                                        document,
                                        new Edit.AddClip(
                                                new ClipId(new TrackId("t2"), "c7"),
                                                "Seven",
                                                ParameterValueList.EMPTY,
                                                1)));
        saves(
                LISTS,
                played,
                "\"mood\": [ \"blue\" ]}",
                "\"mood\": [ \"blue\" ], \"clips\": [{\"id\": \"c7\", \"name\": \"Seven\","
                        + " \"params\": {}}]}");
    }

    @Test
    void whatWasDeletedAndComesBackHasItsOldText() {
        PlayedSession played = PlayedSession.from(LISTS);
        var before = played.document();
        played.document(
                document -> EditApplier.apply(document, new Edit.DeleteTrack(new TrackId("t1"))));
        assertEquals(false, played.saved().contains("t1"));
        saves(LISTS, played.document(document -> before));
    }
}
