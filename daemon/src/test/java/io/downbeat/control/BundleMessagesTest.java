package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.ARRIVED;
import static io.downbeat.control.MessageExpectation.WALL;
import static io.downbeat.control.MessageExpectation.message;
import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.Rig;
import io.downbeat.rig.TimetagJournalAndUndoSettings;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.Play;
import io.downbeat.session.command.Command.Stop;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Rule 7 of the contract. */
class BundleMessagesTest {
    private static final OscMessage PLAY = message("/play");
    private static final OscMessage STOP = message("/stop");
    private static final CommandWithAddress PLAYS = new CommandWithAddress("/play", new Play());
    private static final CommandWithAddress STOPS = new CommandWithAddress("/stop", new Stop());

    private static OscTimetag inSeconds(double seconds) {
        return OscTimetag.ofEpochMicros(WALL.epochMicros() + Math.round(seconds * 1e6));
    }

    /** The part with which a packet begins. */
    private static CommandsDueTogether now(CommandWithAddress... requests) {
        return new CommandsDueTogether(Optional.empty(), List.of(requests), true);
    }

    private static CommandsDueTogether firstLater(double seconds, CommandWithAddress... requests) {
        return new CommandsDueTogether(after(seconds), List.of(requests), true);
    }

    private static CommandsDueTogether later(double seconds, CommandWithAddress... requests) {
        return new CommandsDueTogether(after(seconds), List.of(requests), false);
    }

    private static Optional<HostMicros> after(double seconds) {
        return Optional.of(ARRIVED.plus(Math.round(seconds * 1e6)));
    }

    private static Refusal.Code codeOf(CommandWithAddress request) {
        return assertInstanceOf(Command.Refuse.class, request.command()).code();
    }

    @Test
    void aBundleIsOneStepInItsOrder() {
        assertEquals(List.of(now(STOPS, PLAYS)), sent(OscBundle.immediate(STOP, PLAY)).routed());
    }

    @Test
    void otherMessagesOfABundleTakeEffectWhenOneIsRefused() {
        var requests = sent(OscBundle.immediate(PLAY, message("/tempo", "x"), STOP)).requests();
        assertEquals(PLAYS, requests.get(0));
        assertEquals(Refusal.Code.TYPE, codeOf(requests.get(1)));
        assertEquals(STOPS, requests.get(2));
    }

    @Test
    void immediateAndPastBundlesTakeEffectAtOnce() {
        for (OscTimetag tag :
                List.of(OscTimetag.IMMEDIATE, new OscTimetag(0), inSeconds(-11), inSeconds(-1e8))) {
            assertEquals(List.of(now(PLAYS)), sent(OscBundle.of(tag, PLAY)).routed());
        }
    }

    @Test
    void aLateBundleTakesEffectAtOnceAndKeepsItsTimeTag() {
        for (double seconds : new double[] {0, -0.004, -10}) {
            assertEquals(
                    List.of(firstLater(seconds, PLAYS)),
                    sent(OscBundle.of(inSeconds(seconds), PLAY)).routed());
        }
    }

    @Test
    void aBundleAheadWithinTheWindowIsHeld() {
        assertEquals(
                List.of(now(), later(2.5, PLAYS, STOPS)),
                sent(OscBundle.of(inSeconds(2.5), PLAY, STOP)).routed());
        assertEquals(
                List.of(now(), later(10, PLAYS)), sent(OscBundle.of(inSeconds(10), PLAY)).routed());
    }

    @Test
    void aBundleBeyondTheWindowTakesEffectAtOnceWithOneError() {
        var far = inSeconds(3601.2);
        var packet = OscBundle.of(far, OscBundle.of(far, PLAY), STOP);
        var requests = sent(packet).requests();
        assertEquals("/play", requests.getFirst().address());
        assertEquals(Refusal.Code.TIMETAG, codeOf(requests.getFirst()));
        var text = assertInstanceOf(Command.Refuse.class, requests.getFirst().command()).text();
        assertTrue(text.contains("your clock is 3601.2 s ahead"), text);
        assertEquals(List.of(PLAYS, STOPS), requests.subList(1, requests.size()));
    }

    @Test
    void aRefusalInAHeldBundleIsReportedAtOnce() {
        var routed = sent(OscBundle.of(inSeconds(2), message("/tempo", "x"), PLAY)).routed();
        assertTrue(routed.getFirst().beginsPacket());
        assertEquals(Refusal.Code.TYPE, codeOf(routed.getFirst().requests().getFirst()));
        assertEquals(List.of(later(2, PLAYS)), routed.subList(1, routed.size()));
    }

    @Test
    void anEmptyBundleRenewsTheLeaseAndDoesNothingElse() {
        assertEquals(List.of(now()), sent(OscBundle.of(inSeconds(3600))).routed());
    }

    @Test
    void aNestedBundleActsAtTheLaterOfItsTimes() {
        var nested =
                OscBundle.of(
                        inSeconds(2),
                        OscBundle.of(inSeconds(1), PLAY),
                        OscBundle.of(inSeconds(3), STOP),
                        STOP);
        assertEquals(
                List.of(now(), later(2, PLAYS, STOPS), later(3, STOPS)), sent(nested).routed());
    }

    @Test
    @Tag("TIMETAG-16")
    void aNestedBundleHasTheLaterTagAndTheOrderStays() {
        var late = OscBundle.of(inSeconds(-0.003), STOP);
        assertEquals(List.of(firstLater(-0.003, STOPS)), sent(OscBundle.immediate(late)).routed());
        assertEquals(
                List.of(firstLater(-0.003, STOPS, PLAYS)),
                sent(OscBundle.of(inSeconds(-0.003), OscBundle.of(inSeconds(-2), STOP), PLAY))
                        .routed());
        assertEquals(
                List.of(firstLater(-1, PLAYS), later(-0.003, STOPS), later(-1, PLAYS)),
                sent(OscBundle.of(inSeconds(-1), PLAY, late, PLAY)).routed());
        assertEquals(
                List.of(firstLater(-1, PLAYS), later(2, STOPS)),
                sent(OscBundle.of(inSeconds(-1), OscBundle.of(inSeconds(2), STOP), PLAY)).routed());
    }

    @Test
    void timeTagsMayBeIgnored() {
        var timetagJournalAndUndoSettings =
                new TimetagJournalAndUndoSettings(
                        TimetagJournalAndUndoSettings.Timetags.IGNORE, 10, 20, 1000, -1);
        var rig = SampleRigs.keeping(timetagJournalAndUndoSettings);
        assertEquals(
                List.of(now(PLAYS)),
                sent(OscBundle.of(inSeconds(5), PLAY))
                        .to(SampleRigs.packetInterpreter(rig))
                        .routed());
    }

    @Test
    void theWindowIsASetting() {
        Rig rig =
                SampleRigs.keeping(
                        new TimetagJournalAndUndoSettings(
                                TimetagJournalAndUndoSettings.Timetags.HONOUR, 60, 20, 1000, -1));
        assertEquals(
                List.of(now(), later(50, PLAYS)),
                sent(OscBundle.of(inSeconds(50), PLAY))
                        .to(SampleRigs.packetInterpreter(rig))
                        .routed());
    }

    @Test
    void everyMessageRenewsTheSendersLease() {
        assertEquals(List.of(now()), sent("/pong").routed());
        assertEquals(1, sent("/nothing").routed().getFirst().requests().size());
        assertTrue(sent("/nothing").routed().getFirst().beginsPacket());
    }
}
