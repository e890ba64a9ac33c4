package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Peers that let only some hosts take part. */
class AllowedPeersTest {

    private final SimulatedNetwork network = new SimulatedNetwork();

    @Test
    @Tag("LINK-2")
    void aPeerThatIsNotAllowedIsIgnored() {
        SimulatedPeer stranger = network.enabled("lan", 66);
        network.run(SECOND);
        SimulatedPeer friend = network.peer("lan");
        SimulatedPeer ours = network.peer("lan").allowing(friend);
        ours.enable(new Tempo(120));
        network.run(5 * SECOND);

        assertEquals(List.of(120.0, 0), List.of(ours.tempo(), ours.peers()));
        assertEquals(0, ours.answers());
        assertEquals(List.of(), stranger.pings());

        stranger.tempo(180);
        network.run(5 * SECOND);
        assertEquals(120, ours.tempo());
    }

    @Test
    @Tag("LINK-2")
    void anAllowedPeerTakesPart() {
        SimulatedPeer friend = network.peer("lan");
        SimulatedPeer ours = network.peer("lan").allowing(friend);
        ours.enable(new Tempo(120));
        network.run(SECOND);
        friend.enable(new Tempo(66));
        network.run(SECOND);
        assertEquals(List.of(1, 1), List.of(ours.peers(), friend.peers()));

        friend.tempo(131);
        network.run(SECOND);
        assertEquals(131, ours.tempo());
    }
}
