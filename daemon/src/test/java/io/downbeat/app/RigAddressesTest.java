package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.rig.RigFile;
import io.downbeat.schema.AddressSpace;

import org.junit.jupiter.api.Test;

class RigAddressesTest {

    private static final RigAddresses ADDRESSES = new RigAddresses(AddressSpace.load());

    private static void check(String rig) {
        ADDRESSES.check(RigFile.parse(rig, "rig.toml"));
    }

    private static String refusal(String rig) {
        return String.valueOf(assertThrows(StartRefused.class, () -> check(rig)).getMessage());
    }

    @Test
    void aMapOfAValueThatIsNoneIsRefusedWithTheNearest() {
        assertEquals(
                "output desk: a map's value: there is no address /tempoo; the nearest is /tempo",
                refusal(
                        """
                        [[output]]
                        name = "desk"
                        address = "127.0.0.1:7000"
                          [[output.map]]
                          value = "/tempoo"
                          address = "/x"
                        """));
    }

    @Test
    void anInputThatMeansNothingIsRefused() {
        assertEquals(
                "input /pedal/1: to: there is no address /track/1/stopp;"
                        + " the nearest is /track/1/stop",
                refusal(
                        """
                        [[input]]
                        match = "/pedal/1"
                        to = "/track/1/stopp"
                        """));
    }

    @Test
    void namesAndPatternsAreTakenAsTheyAre() {
        assertDoesNotThrow(() ->
                check(
                        """
                        [[input]]
                        match = "/pedal/1"
                        to = "/cue/Show/go"
                        [[input]]
                        match = "/pedal/2"
                        to = "/track/*/stop"
                        """));
    }
}
