package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class MatchTest {
    private static final AddressSpace SPACE = AddressSpace.load();

    private static Optional<Match> match(String address) {
        return SPACE.match(List.of(address.substring(1).split("/", -1)));
    }

    private static void fits(String address, String template, String... captures) {
        Match match = match(address).orElseThrow(() -> new AssertionError(address));
        assertEquals(template, match.method().template(), address);
        assertEquals(List.of(captures), match.captures(), address);
    }

    private static void fitsNothing(String address) {
        assertEquals(Optional.empty(), match(address).map(Match::method), address);
    }

    @Test
    void anObjectIsCapturedByPositionOrByName() {
        fits("/track/1/clip/2/launch", "/track/{n}/clip/{m}/launch", "1", "2");
        fits("/track/Drums/clip/Drop/launch", "/track/{n}/clip/{m}/launch", "Drums", "Drop");
        fits("/scene/3/assign/tr_drums", "/scene/{s}/assign/{n}", "3", "tr_drums");
    }

    @Test
    void aWordOfTheContractWinsOverAName() {
        fits("/track/count", "/track/count");
        fits("/track/1/clip/stop", "/track/{n}/clip/stop", "1");
        fits("/scene/active/name", "/scene/active/name");
        fits("/output/enabled", "/output/enabled");
        fits("/output/enabled/toggle", "/output/enabled/toggle");
    }

    @Test
    void aNameIsTriedWhereTheRestDoesNotFitTheWord() {
        fits("/track/1/clip/count/name", "/track/{n}/clip/{m}/name", "1", "count");
        fits("/node/list/freq", "/node/{id}/{param}", "list", "freq");
        fits("/node/osc/track/norm", "/node/{id}/{param}/norm", "osc", "track");
    }

    @Test
    void aParameterCalledLikeAWordIsReachedBelowParam() {
        fits("/node/osc/freq", "/node/{id}/{param}", "osc", "freq");
        fits("/node/osc/type", "/node/{id}/type", "osc");
        fits("/node/osc/param/type", "/node/{id}/param/{param}", "osc", "type");
        fits("/node/osc/param/type/norm", "/node/{id}/param/{param}/norm", "osc", "type");
        fits("/node/osc/param/norm", "/node/{id}/param/{param}", "osc", "norm");
        fits("/node/osc/param/param/norm", "/node/{id}/param/{param}/norm", "osc", "param");
        fits("/node/4/2", "/node/{id}/{param}", "4", "2");
    }

    @Test
    void everySpellingHasItsForms() {
        fits("/scene/2/launch/bar", "/scene/{s}/launch/bar", "2");
        fits("/track/1/clip/stop/1-16", "/track/{n}/clip/stop/1-16", "1");
        fits("/launcher/defaultQuantization/index", "/launcher/defaultQuantization/index");
        fits(
                "/node/osc/param/cutoff/lock/toggle",
                "/node/{id}/param/{param}/lock/toggle",
                "osc",
                "cutoff");
    }

    @Test
    void whatFitsNothingIsNotMatched() {
        fitsNothing("/");
        fitsNothing("/nothing");
        fitsNothing("/Track/1/stop");
        fitsNothing("/track");
        fitsNothing("/track/1");
        fitsNothing("/track//stop");
        fitsNothing("/track/1/stop/");
        fitsNothing("/track/1/stop/1/16");
        fitsNothing("/track/1/clip/2/launch/bar/now");
        assertFalse(SPACE.match(List.of()).isPresent());
    }

    @Test
    void everythingBelowReplyBelongsToIt() {
        fits("/reply", "/reply");
        fits("/reply/nsm/server/a/b/c/d/e/f/g/h", "/reply");
    }
}
