package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.address.AddressTable;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.rig.Rig;
import io.downbeat.rig.RigFile;

import org.junit.jupiter.api.Test;

class RigOscAddressCheckTest {

    private static final RigOscAddressCheck ADDRESSES =
            RigNamesMissingInSessionTest.onStage((space, present) ->
                    new RigOscAddressCheck(
                            space,
                            present,
                            new PacketInterpreter(
                                            new AddressTable(space, "test", "", ""), Rig.DEFAULT)
                                    ::whyNeverHandled));

    private static void check(String rig) {
        ADDRESSES.check(RigFile.parse(rig, "rig.toml"));
    }

    private static String refusal(String rig) {
        return String.valueOf(assertThrows(StartupException.class, () -> check(rig)).getMessage());
    }

    @Test
    void aMapOfAnUnknownValueIsRefusedWithTheNearestName() {
        assertEquals(
                "rig.toml:5: [[output.map]] value: there is no address /tempoo;"
                        + " did you mean /tempo?",
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
    void anInputToAnUnknownAddressIsRefused() {
        assertEquals(
                "rig.toml:3: [[input]] to: there is no address /track/1/stopp;"
                        + " did you mean /track/1/stop?",
                refusal(
                        """
                        [[input]]
                        match = "/pedal/1"
                        to = "/track/1/stopp"
                        """));
    }

    @Test
    void anInputToAPatternThatMatchesNothingOrMayNotFireIsRefused() {
        assertEquals(
                "rig.toml:3: [[input]] to: /track/*/stopp: the pattern fits no address",
                refusal(input("/track/*/stopp")));
        assertEquals(
                "rig.toml:3: [[input]] to: /scene/*/launch: the pattern could fire"
                        + " /scene/{s}/launch, which is only fired by its own address",
                refusal(input("/scene/*/launch")));
        assertEquals(
                "rig.toml:3: [[input]] to: /track/*/active: /track/{n}/active can be asked for,"
                        + " without arguments, but not set",
                refusal(input("/track/*/active")));
        check(input("/track/*/stop"));
        check(input("/node/{bloom,noise}/*/norm"));
    }

    private static String input(String to) {
        return "[[input]]\nmatch = \"/pedal/1\"\nto = \"" + to + "\"\n";
    }

    @Test
    void aMapOfAPatternIsRefused() {
        assertEquals(
                "rig.toml:5: [[output.map]] value: /track/*/active is a pattern; expected is the"
                        + " address of one value",
                refusal(
                        """
                        [[output]]
                        address = "127.0.0.1:7000"

                          [[output.map]]
                          value = "/track/*/active"
                          address = "/active"
                        """));
    }

    @Test
    void anInputToAReadOnlyAddressIsRefused() {
        assertEquals(
                "rig.toml:3: [[input]] to: /track/1/active only reports a state; give an"
                        + " address that can be set or fired",
                refusal(
                        """
                        [[input]]
                        match = "/pedal/1"
                        to = "/track/1/active"
                        """));
    }

    @Test
    void aSurfaceThatSubscribesToNoAddressIsRefusedWithTheNearest() {
        assertEquals(
                "rig.toml:4: [[controller]] subscribe: there is no address /trak, and none below"
                        + " it; did you mean /track?",
                refusal(subscribing("/scene", "/trak")));
        assertEquals(
                "rig.toml:4: [[controller]] subscribe: /track/*/actve fits no value or state;"
                        + " did you mean /track/*/active?",
                refusal(subscribing("/track/*/actve")));
        assertEquals(
                "rig.toml:4: [[controller]] subscribe: /play is neither a value nor a state to"
                        + " ask for",
                refusal(subscribing("/play")));
        assertEquals(
                "rig.toml:4: [[controller]] subscribe: there is no address /xyzzy, and none below"
                        + " it",
                refusal(subscribing("/xyzzy")));
    }

    @Test
    void aSurfaceMaySubscribeToTheBeginningOfAddresses() {
        assertDoesNotThrow(() ->
                check(subscribing("/track/1/clip/1/param", "/clock/out", "/node", "/track/9")));
    }

    private static String subscribing(String... patterns) {
        return """
        [[controller]]
        address = "192.168.1.23"
        feedback_port = 9000
        subscribe = ["%s"]
        """
                .formatted(String.join("\", \"", patterns));
    }

    @Test
    void namesAndPatternsAreAcceptedUnchecked() {
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
