package io.downbeat.link.peer;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer of ours and SuperCollider's {@code LinkClock}, on a network that is theirs alone. */
@Timeout(240)
@RealProgram(command = "sclang", debian = "supercollider-language")
@RealProgram(command = "ip", debian = "iproute2")
class SuperColliderLinkClockIT {

    @Test
    void aSuperColliderLinkClockSharesPhaseAndTempo() {
        try (PrivateNetwork stage = PrivateNetwork.start()) {
            stage.tell("open !", "enable 120", "sclang").shows("sc", "peers=1", "tempo=120");
            stage.shows("peer", "peers=1 tempo=120.00");
            stage.sharesPhase();

            stage.tell("tempo 137.5").shows("sc", "tempo=90");
            stage.shows("peer", "tempo=90.00");
        }
    }
}
