package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.MILLI;
import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Starts and stops of peers that share them, and of some that do not. */
class StartStopScenariosTest {

    private final SimulatedNetwork network = new SimulatedNetwork();
    private SimulatedPeer one = network.peer("lan");
    private SimulatedPeer other = network.peer("lan");

    @BeforeEach
    void bothAreInOneSessionAndShareStarts() {
        one = network.enabled("lan", 120).sync();
        network.run(SECOND);
        other = network.enabled("lan", 93).sync();
        network.run(SECOND);
    }

    @Test
    void nothingIsSentBeforeTheFirstStartOrStop() {
        assertEquals(Optional.empty(), one.plays());
        assertEquals(Optional.empty(), other.plays());
    }

    @Test
    void eitherPeerStartsAndStopsBothAtTheSameTime() {
        one.playing(true);
        double beat = one.beat().quarters();
        network.run(100 * MILLI);
        StartStopOnHostClock here = one.linkSessionState().startStop().orElseThrow();
        StartStopOnHostClock there = other.linkSessionState().startStop().orElseThrow();

        assertTrue(here.on() && there.on());
        assertTrue(here.ours());
        assertFalse(there.ours());
        assertEquals(beat, other.linkSessionState().beats().beatsAt(there.at()).quarters(), 0.001);

        other.playing(false);
        network.run(100 * MILLI);
        assertEquals(Optional.of(false), one.plays());
        assertEquals(here.number() + 1, one.linkSessionState().startStop().orElseThrow().number());
    }

    @Test
    void joiningStartsNeitherSide() {
        one.playing(true);
        network.run(SECOND);
        SimulatedPeer late = network.enabled("lan", 100).sync();
        network.run(2 * SECOND);

        assertEquals(1 + 1, late.peers());
        assertEquals(Optional.empty(), late.plays());
        assertEquals(Optional.of(true), one.plays());
        one.tempo(140);
        network.run(SECOND);
        assertEquals(Optional.empty(), late.plays());
        assertEquals(Optional.of(true), other.plays());
        other.playing(false);
        network.run(SECOND);
        assertEquals(Optional.of(false), late.plays());
    }

    @Test
    void aPlayingPeerThatJoinsPlaysOn() {
        SimulatedPeer playing = network.enabled("else", 100).sync();
        playing.playing(true);
        network.run(100 * MILLI);
        assertEquals(Optional.of(true), playing.plays());
        network.plug("lan", "else");
        network.run(SECOND);

        assertEquals(2, playing.peers());
        assertEquals(Optional.empty(), playing.plays());
        assertEquals(Optional.empty(), one.plays());
    }

    @Test
    void aPeerWithoutStartStopSyncPassesStartsOn() {
        SimulatedPeer west = network.enabled("west", 100).sync();
        network.run(SECOND);
        SimulatedPeer between = network.enabled("west", 100);
        network.run(SECOND);
        west.playing(true);
        network.run(SECOND);
        assertEquals(Optional.empty(), between.plays());
        assertTrue(between.link().ownPeerAndSession().startStop().playing());

        between.playing(false);
        network.run(SECOND);
        assertEquals(Optional.of(true), west.plays());
    }

    @Test
    void switchingSyncOnDoesNotFollowEarlierCommands() {
        other.noSync();
        one.playing(true);
        network.run(SECOND);
        other.sync();
        network.run(SECOND);
        assertEquals(Optional.empty(), other.plays());

        one.playing(false);
        network.run(SECOND);
        assertEquals(Optional.of(false), other.plays());
    }

    @Test
    void oneCommandKeepsItsNumberWhileTheTempoMoves() {
        one.playing(true);
        network.run(SECOND);
        StartStopOnHostClock before = other.linkSessionState().startStop().orElseThrow();
        one.tempo(60);
        network.run(35 * SECOND);

        StartStopOnHostClock after = other.linkSessionState().startStop().orElseThrow();
        assertEquals(before.number(), after.number());
    }
}
