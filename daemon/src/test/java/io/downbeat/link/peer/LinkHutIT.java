package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/**
 * A peer of ours and Ableton's LinkHut, on a network that is theirs alone. What the stage is told
 * happens at once; a line comes back when what one of them shows has changed.
 *
 * <p>Of two sessions of about one age the one with the smaller name wins, so a name of tildes gives
 * way to any LinkHut that was there a moment before, and one of exclamation marks to none that
 * comes a moment later.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealProgram(command = "LinkHut", debian = "ableton-link-utils")
@RealProgram(command = "jackd", debian = "jackd2")
@RealProgram(command = "ip", debian = "iproute2")
class LinkHutIT {

    private static final String LAST_NAME = "open ~";
    private static final String FIRST_NAME = "open !";

    private final PrivateNetwork stage = PrivateNetwork.start();

    @AfterAll
    void lowerTheCurtain() {
        stage.close();
    }

    @BeforeEach
    void aLinkHutThatIsNotEnabled() {
        stage.forget().tell("hut").shows("hut", "enabled=false peers=0");
    }

    @AfterEach
    void bothLeave() {
        stage.tell("close", "quit-hut").waitFor("quit");
    }

    @Test
    void weTakeOverItsTempoAndItTakesOurs() {
        weJoin();
        stage.shows("hut", "peers=1", "tempo=120.00");
        stage.tell("tempo 137.5").shows("hut", "tempo=137.50");
        stage.tell("press e").shows("peer", "tempo=138.50");
    }

    @Test
    void itTakesOverOurTempo() {
        itJoins();
        assertEquals(List.of(), shown("peer", "tempo=93.00"));
    }

    @Test
    void ofTwoSessionsOfEqualAgeTheSmallerIdWins() {
        stage.tell(FIRST_NAME, "press a").shows("hut", "enabled=true");
        stage.tell("enable 93").shows("hut", "peers=1", "tempo=93.00");
        anotherTime();

        stage.tell(LAST_NAME, "enable 93", "press a").shows("peer", "peers=1 tempo=120.00");
    }

    @Test
    void theOlderSessionWinsAlthoughItsIdIsLarger() {
        stage.tell(LAST_NAME, "enable 93", "age").waitFor("aged");
        stage.tell("press a").shows("hut", "peers=1", "tempo=93.00");
        stage.tell("close").shows("hut", "peers=0");
    }

    @Test
    void theLastOfManyTempoChangesStays() {
        weJoin();
        for (int bpm = 121; bpm <= 130; bpm++) {
            stage.tell("press e").shows("hut", "tempo=" + bpm);
        }
        stage.shows("peer", "tempo=130.00");
        for (int bpm = 90; bpm <= 100; bpm++) {
            stage.tell("tempo " + bpm);
        }
        stage.shows("hut", "tempo=100.00");
        stage.shows("peer", "tempo=100.00");
    }

    @Test
    void eitherStartsAndStopsTheOther() {
        stage.tell("press s").shows("hut", "sync=true");
        weJoin("sync on");
        stage.tell("play").shows("hut", "playing=true");
        stage.tell("press _").shows("peer", "playing=off");
        stage.tell("press _").shows("peer", "playing=on");
        stage.tell("stop").shows("hut", "playing=false");
    }

    @Test
    void joiningAPlayingPeerStartsNothing() {
        stage.tell("press s").shows("hut", "sync=true");
        stage.tell("press _").shows("hut", "playing=true");
        weJoin("sync on");
        tempiGoBothWays();
        assertEquals(List.of(), shown("peer", "playing=unsaid"));
        stage.shows("hut", "playing=true");
    }

    @Test
    void joiningAPlayingPeerDoesNotStartOthers() {
        stage.tell("press s").shows("hut", "sync=true");
        stage.tell(FIRST_NAME, "sync on", "enable 93", "play").shows("peer", "playing=on");
        stage.tell("press a").shows("hut", "peers=1");
        tempiGoBothWays();
        assertEquals(List.of(), shown("hut", "playing=false"));
        stage.shows("peer", "playing=on");
    }

    @Test
    void aPeerThatAnswersNoPingIsPingedSixTimesAndNotCounted() {
        stage.tell("open", "press a").shows("hut", "enabled=true");
        stage.tell("mute").waitFor("mute was pinged 6");
        stage.tell("age").waitFor("aged");
        stage.tell("press e").shows("hut", "tempo=121.00");
        stage.shows("mute", "pinged 6");
        assertEquals(List.of(), shown("hut", "peers=0"));
    }

    @Test
    void aPeerThatDiesSilentlyIsRemoved() {
        weJoin();
        stage.tell("kill-hut").shows("peer", "peers=0 tempo=120.00");
        stage.tell("tempo 60").shows("peer", "peers=0 tempo=60.00");
    }

    @Test
    void beatsOfBothPeersAreWithinAMillisecondWhicheverJoined() {
        weJoin();
        assertInPhase();
        anotherTime();

        itJoins();
        assertInPhase();
        stage.tell("force 700").shows("hut", "tempo=700");
        assertInPhase();
    }

    private void weJoin(String... before) {
        stage.tell(LAST_NAME).tell(before).tell("press a").shows("hut", "enabled=true");
        stage.tell("enable 93").shows("peer", "peers=1 tempo=120.00");
    }

    private void itJoins() {
        stage.tell(FIRST_NAME, "enable 93").shows("peer", "peers=0 tempo=93.00");
        stage.tell("press a").shows("hut", "peers=1", "tempo=93.00");
    }

    private void anotherTime() {
        bothLeave();
        aLinkHutThatIsNotEnabled();
    }

    private void tempiGoBothWays() {
        stage.tell("tempo 90").shows("hut", "tempo=90.00");
        stage.tell("press e").shows("peer", "tempo=91.00");
    }

    private void assertInPhase() {
        stage.tell("tempo 999").shows("hut", "tempo=999");
        stage.sharesPhase();
    }

    /** What somebody has shown that does not have this part. */
    private List<String> shown(String who, String without) {
        return stage.printed().stream()
                .filter(line -> line.startsWith(who) && !line.contains(without))
                .toList();
    }
}
