package io.downbeat.link.peer;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two peers on a cable on which nobody has an IPv4 address. */
@Timeout(120)
@RealProgram(command = "ip", debian = "iproute2")
class LinkOverIpv6IT {

    @Test
    @Tag("LINK-1")
    void peersWithOnlyLinkLocalAddressesMeasureAndAgree() {
        try (PrivateNetwork stage = PrivateNetwork.startWithIpv6Only()) {
            stage.tell("open !", "enable 93").shows("peer", "peers=0 tempo=93.00");
            stage.tell("open-other ~", "enable-other 120").shows("other", "peers=1 tempo=93.00");
            stage.shows("peer", "peers=1");
            stage.tell("tempo-other 137.5").shows("peer", "peers=1 tempo=137.50");
        }
    }
}
