package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A session whose objects are renamed, removed and moved, as subscribers hear of it. */
class VanishedAddressTest {

    private static final TrackId DRUMS = new TrackId("tr_drums");
    private static final TrackId SYNTH = new TrackId("tr_synth");
    private static final TrackId VISUAL = new TrackId("tr_visual");

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

    @Test
    @Tag("VANISH-1")
    void aSubscriptionToTheOldNameOfATrackGetsTheEmptyValueOnce() {
        subscribe("/track/Drums/name");

        rename(1, "Perc");
        tablet.heard("/track/Drums/name ,s \"\"");

        scenario.edit(new Edit.SetTrackSafe(SYNTH, true));
        tablet.heard();
    }

    @Test
    @Tag("VANISH-1")
    void allAddressesBelowTheOldNameOfATrackGetEmptyValues() {
        scenario.edit(new Edit.SetTrackSafe(DRUMS, true));
        tablet.send("/track/1/clip/2/launch", "instant");
        subscribe("/track/Drums/safe", "/track/Drums/active", "/track/Drums/clip/Verse/state");

        rename(1, "Perc");

        tablet.heard(
                "/track/Drums/safe ,f 0",
                "/track/Drums/active ,f 0",
                "/track/Drums/active/name ,s \"\"",
                "/track/Drums/clip/Verse/state ,f 0");
    }

    @Test
    @Tag("VANISH-2")
    void aSubscriptionToANewNameGetsAllValuesOfItsTrack() {
        scenario.edit(new Edit.SetTrackSafe(DRUMS, true));
        subscribe("/track/Perc/name", "/track/Perc/safe", "/track/Perc/active");

        rename(1, "Perc");

        tablet.heard("/track/Perc/safe ,f 1", "/track/Perc/name ,s Perc");
    }

    @Test
    @Tag("VANISH-2")
    void tracksThatExchangeNamesAreSentUnderTheirNewNames() {
        scenario.edit(new Edit.SetTrackSafe(DRUMS, true));
        subscribe("/track/Drums/safe", "/track/Synth/safe", "/track/1/safe");

        scenario.edit(session ->
                session.withTracks(
                        List.of(
                                named(session.tracks().get(0), "Synth"),
                                named(session.tracks().get(1), "Drums"),
                                session.tracks().get(2))));

        tablet.heard("/track/Drums/safe ,f 0", "/track/Synth/safe ,f 1");
    }

    @Test
    @Tag("VANISH-1")
    void aPatternGetsTheEmptyValueOfAPositionThatBecameEmpty() {
        subscribe("/track/*/name");

        scenario.edit(new Edit.DeleteTrack(SYNTH));

        tablet.heard("/track/3/name ,s \"\"", "/track/2/name ,s Visual");
    }

    @Test
    @Tag("VANISH-1")
    void anAddressMatchedByTwoPatternsIsSentOnce() {
        subscribe("/track/*/name", "/track/[1-9]/name", "/track/3/name");

        scenario.edit(new Edit.DeleteTrack(VISUAL));

        tablet.heard("/track/3/name ,s \"\"");
    }

    @Test
    void aPatternGetsARenamedTrackByItsPosition() {
        subscribe("/track/*/name");

        rename(1, "Perc");

        tablet.heard("/track/1/name ,s Perc");
    }

    @Test
    @Tag("VANISH-1")
    void aPatternOfNamesThatNoLongerMatchesGetsTheEmptyValueOfThePosition() {
        subscribe("/track/Dr*/name");

        rename(1, "Perc");

        tablet.heard("/track/1/name ,s \"\"");
    }

    @Test
    @Tag("VANISH-1")
    void anIdGetsTheEmptyValueWhenItsTrackIsDeletedButNotWhenItIsMoved() {
        scenario.edit(new Edit.SetTrackSafe(DRUMS, true));
        subscribe("/track/tr_drums/safe", "/track/tr_visual/safe");

        scenario.edit(new Edit.MoveTrack(DRUMS, 3));
        scenario.edit(new Edit.MoveTrack(DRUMS, 1));
        assertEquals(List.of("/track/tr_drums/safe ,f 1"), withoutRepeats(tablet.takeHeard()));

        scenario.edit(new Edit.DeleteTrack(DRUMS));
        tablet.heard("/track/tr_drums/safe ,f 0");
    }

    @Test
    @Tag("VANISH-2")
    void positionsSendTheValuesOfTheirNewTracksAfterAMove() {
        subscribe("/track/*/name");

        scenario.edit(new Edit.MoveTrack(VISUAL, 1));

        tablet.heard("/track/1/name ,s Visual", "/track/2/name ,s Drums", "/track/3/name ,s Synth");
    }

    @Test
    @Tag("VANISH-1")
    void clipsOfADeletedTrackGetEmptyValuesByNameAndPosition() {
        subscribe("/track/Visual/clip/Drop/name", "/track/3/clip/4/name", "/track/*/clip/4/name");

        scenario.edit(new Edit.DeleteTrack(VISUAL));

        tablet.heard("/track/Visual/clip/Drop/name ,s \"\"", "/track/3/clip/4/name ,s \"\"");
    }

    @Test
    @Tag("VANISH-1")
    void aDeletedClipGetsTheEmptyValueByNameAndTheLastPositionIsEmpty() {
        subscribe("/track/1/clip/Verse/name", "/track/1/clip/*/name");

        scenario.edit(new Edit.DeleteClip(new ClipId(DRUMS, "c_tr_drums_2")));

        tablet.heard(
                "/track/1/clip/Verse/name ,s \"\"",
                "/track/1/clip/4/name ,s \"\"",
                "/track/1/clip/2/name ,s Chorus",
                "/track/1/clip/3/name ,s Drop");
    }

    @Test
    @Tag("VANISH-1")
    void storedValuesOfADeletedClipGetEmptyValues() {
        subscribe("/track/1/clip/Drop/param/kick/decay");

        scenario.edit(new Edit.DeleteClip(new ClipId(DRUMS, "c_tr_drums_4")));

        assertEquals(1, tablet.takeHeard().size());
    }

    @Test
    @Tag("VANISH-1")
    void aRemovedSceneGetsEmptyValuesByNameAndPosition() {
        subscribe("/scene/Drop/name", "/scene/*/name");

        scenario.edit(session -> session.withScenes(session.scenes().subList(0, 3)));

        tablet.heard("/scene/Drop/name ,s \"\"", "/scene/4/name ,s \"\"");
    }

    @Test
    @Tag("VANISH-1")
    void aRenamedSceneGetsTheEmptyValueByItsFormerName() {
        subscribe("/scene/Drop/name");

        scenario.edit(session -> {
            var scenes = new ArrayList<>(session.scenes());
            Scene last = scenes.removeLast();
            scenes.add(
                    new Scene(
                            last.id(),
                            "End",
                            last.assignments(),
                            last.tempo(),
                            last.follow(),
                            last.color()));
            return session.withScenes(scenes);
        });

        tablet.heard("/scene/Drop/name ,s \"\"");
    }

    @Test
    @Tag("VANISH-1")
    void parametersOfADeletedNodeGetEmptyValues() {
        tablet.send("/node/gain/level", 0.5f);
        scenario.seconds(1);
        subscribe("/node/gain/level", "/node/*/intensity");

        scenario.edit(new Edit.DeleteNode("gain"));

        tablet.heard("/node/gain/level ,f 0", "/node/gain/level/norm ,f 0");
    }

    @Test
    void theTouchOfADeletedParameterEnds() {
        subscribe("/node/gain/level");
        tablet.send("/node/gain/level/touch", 1);
        tablet.quietly();

        scenario.edit(new Edit.DeleteNode("gain"));
        scenario.seconds(30);

        assertEquals(List.of(), scenario.takeFailures());
        assertEquals(
                List.of(
                        "/node/gain/level ,f 0",
                        "/node/gain/level/norm ,f 0",
                        "/node/gain/level/touch ,f 0"),
                tablet.takeHeard());
    }

    @Test
    void aDumpInProgressRestartsWithTheNewAddresses() {
        tablet.send("/subscribe", "/track", "/scene", "/node");
        scenario.edit(new Edit.DeleteTrack(DRUMS));
        scenario.seconds(5);

        assertEquals("Synth", text("/track/1/name"));
        assertEquals("Visual", text("/track/2/name"));
        assertEquals("", text("/track/3/name"));
    }

    @Test
    void aSubscriptionToEverythingHasAllValuesAfterEveryChangeOfTheSession() {
        tablet.send("/subscribe", "/", "/track/Drums", "/track/tr_visual", "/scene/Drop");
        scenario.seconds(5);

        scenario.edit(new Edit.DeleteTrack(VISUAL));
        check("/track/3/name", "");
        check("/track/tr_visual/name", "");
        scenario.edit(new Edit.DeleteTrack(DRUMS));
        check("/track/1/name", "Synth");
        check("/track/2/name", "");
        check("/track/Drums/name", "");
        scenario.edit(new Edit.DeleteTrack(SYNTH));
        check("/track/1/name", "");
        scenario.edit(new Edit.AddTrack(new TrackId("tr_new"), "Drums", 1));
        check("/track/Drums/name", "Drums");
        check("/track/1/name", "Drums");
        scenario.edit(
                new Edit.AddClip(
                        new ClipId(new TrackId("tr_new"), "c_new"),
                        "Fill",
                        ParameterValueList.EMPTY,
                        1));
        check("/track/Drums/clip/1/name", "Fill");
        scenario.edit(new Edit.DeleteNode("kick"));
        scenario.edit(new Edit.DeleteNode("bloom"));
        scenario.seconds(30);

        assertEquals(List.of(), scenario.takeFailures());
    }

    @Test
    void positionsPastTheEndSendNothingWhenTheEndMoves() {
        subscribe("/track/9/name", "/track/9/clip/9/state", "/scene/99/name");

        scenario.edit(new Edit.DeleteTrack(VISUAL));
        scenario.edit(new Edit.DeleteTrack(SYNTH));

        tablet.heard();
    }

    private void check(String address, String text) {
        assertEquals(text, text(address));
    }

    private String text(String address) {
        return tablet.last(address).getFirst().text().orElseThrow();
    }

    private void subscribe(String... patterns) {
        tablet.send("/subscribe", (Object[]) patterns);
        scenario.seconds(1);
        tablet.quietly();
    }

    private void rename(int position, String name) {
        scenario.edit(session ->
                session.withTrack(position, named(session.track(position).orElseThrow(), name)));
    }

    private static Track named(Track track, String name) {
        return new Track(
                track.id(),
                name,
                track.nodes(),
                track.clips(),
                track.transition(),
                track.safe(),
                track.color());
    }

    private static List<String> withoutRepeats(List<String> lines) {
        return lines.stream().distinct().filter(line -> line.contains("drums")).toList();
    }
}
