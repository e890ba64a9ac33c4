package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Bundles with a time tag: held until their moment, then obeyed in one step. */
class TimetagQueueTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band()).withValues();

    @Test
    @Tag("TIMETAG-1")
    void aBundleIsHeldUntilItsTime() {
        scenario.at("1.2").sendAhead(0.3, write(0.1)).seconds(0.299).heard("");

        scenario.seconds(0.001).heard("1.2+0.6 hand kick/decay=0.1");
        assertEquals(0.1, scenario.view().values().number(0));
    }

    @Test
    @Tag("TIMETAG-1")
    void aBundleWithAPastTagIsHandledNow() {
        scenario.at("1.2").sendAhead(-3, write(0.1)).heard("1.2 hand kick/decay=0.1");
    }

    @Test
    @Tag("TIMETAG-2")
    void actionsDueBeforeAHeldBundleArePerformedBeforeIt() {
        scenario.at("1.4").launch("Drums/Drop", "bar").sendAhead(0.5001, cancel()).quietly();
        scenario.sendAhead(0.4999, write(0.1)).at("2.2");

        scenario.heard(
                """
                1.4+0.9998 hand kick/decay=0.1
                2.1 Drums plays Drop
                2.1 launch kick/decay=0.28 kick/pitch=58
                """);
    }

    @Test
    @Tag("TIMETAG-2")
    void aBundleOnABoundaryComesAfterItsLaunchesAndCountsAsOnIt() {
        scenario.at("1.4").launch("Drums/Drop", "bar").quietly();
        scenario.sendAhead(0.5, launch("Synth", Quantize.BAR)).at("2.2");

        scenario.heard(
                """
                2.1 Drums plays Drop
                2.1 launch kick/decay=0.28 kick/pitch=58
                2.1 Synth plays Drop
                2.1 launch gain/level=0.35
                """);
    }

    @Test
    @Tag("TIMETAG-3")
    void bundlesForOneTimeAreHandledOneAfterTheOther() {
        scenario.sendAhead(0.5, write(0.1), write(0.2)).sendAhead(0.5, write(0.3), write(0.4));

        scenario.at("1.3")
                .heard(
                        """
                        1.2 hand kick/decay=0.1
                        1.2 hand kick/decay=0.2
                        1.2 hand kick/decay=0.3
                        1.2 hand kick/decay=0.4
                        """);
    }

    @Test
    @Tag("TIMETAG-4")
    void aTagUpToTenMillisecondsAfterABoundaryIsOnIt() {
        scenario.at("1.4").sendAhead(0.51, launch("Drums", Quantize.BAR)).at("2.2");

        scenario.heard("2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58");
    }

    @Test
    @Tag("TIMETAG-4")
    void aTagMoreThanTenMillisecondsAfterABoundaryWaitsForTheNext() {
        scenario.at("1.4").sendAhead(0.5101, launch("Drums", Quantize.BAR)).at("2.2");

        scenario.heard("2.1+0.0202 Drums queues Drop for 3.1");
    }

    @Test
    @Tag("TIMETAG-5")
    void aTagOnTheBoundaryCountsHoweverLateThePacketArrives() {
        scenario.at("2.1").seconds(0.2).sendAhead(-0.195, launch("Drums", Quantize.BAR));
        scenario.heard("2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58");

        scenario.sendAhead(-0.21, launch("Synth", Quantize.BAR));
        scenario.heard("2.1+0.4 Synth queues Drop for 3.1");
    }

    @Test
    @Tag("TIMETAG-6")
    void aLaunchInATaggedBundleIsStillQuantized() {
        scenario.sendAhead(0.75, launch("Drums", Quantize.BAR)).at("2.2");

        scenario.heard(
                """
                1.2+0.5 Drums queues Drop for 2.1
                2.1 Drums plays Drop
                2.1 launch kick/decay=0.28 kick/pitch=58
                """);
    }

    @Test
    @Tag("CANCEL-4")
    void cancelRemovesOnlyTheSendersHeldBundles() {
        scenario.as("udp:10.0.0.1:9000").sendAhead(1, write(0.1));
        scenario.as("udp:10.0.0.2:9000").sendAhead(1, write(0.2));

        scenario.as("udp:10.0.0.1:9000").send(new Command.CancelAll()).seconds(2);
        scenario.heard("1.3 hand kick/decay=0.2");
    }

    @Test
    @Tag("PANIC-2")
    void panicRemovesAllHeldBundles() {
        scenario.as("udp:10.0.0.1:9000").sendAhead(1, write(0.1));
        scenario.as("udp:10.0.0.2:9000").sendAhead(1, write(0.2));

        scenario.send(new Command.Panic()).seconds(2).heard("1.1 panic");
    }

    @Test
    @Tag("TIMETAG-7")
    void aHeldPanicRemovesAllOtherHeldBundles() {
        scenario.sendAhead(0.5, new Command.Panic(), write(0.1)).sendAhead(0.5, write(0.2));

        scenario.at("1.3").heard("1.2 panic\n1.2 hand kick/decay=0.1");
    }

    @Test
    @Tag("TIMETAG-8")
    void heldBundlesArePerformedWhileTheTransportIsStopped() {
        scenario.at("1.2").halt().sendAhead(1, write(0.1)).quietly().seconds(2);

        scenario.heard("1.2 hand kick/decay=0.1");
    }

    @Test
    @Tag("TIMETAG-9")
    void namesAreLookedUpWhenTheBundleIsDue() {
        scenario.sendAhead(0.5, new Command.RevertTrack(ObjectReference.of("Drums"))).at("1.3");

        scenario.heard("1.2 refused no-such");
    }

    @Test
    @Tag("TIMETAG-10")
    void tooManyHeldBundlesAreRefusedAndNotForgotten() {
        for (int n = 0; n < 10_001; n++) {
            scenario.sendAhead(1, write(0.5));
        }

        scenario.heard("1.1 refused busy");
    }

    private static Command write(double decay) {
        return new Command.WriteParam(
                ObjectReference.of("kick"), ObjectReference.of("decay"), ParamValue.of(decay));
    }

    private static Command cancel() {
        return new Command.CancelClip(ObjectReference.of("Drums"), ObjectReference.of("Drop"));
    }

    private static Command launch(String track, Quantize quantize) {
        return new Command.LaunchClip(
                ObjectReference.of(track),
                ObjectReference.of("Drop"),
                Optional.of(quantize),
                false);
    }
}
