package io.downbeat.app.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.control.CommandsDueTogether;
import io.downbeat.feedback.request.MonitoredMessageWithOutcome;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class IncomingMessageMonitorTest {
    private static final Peer TABLET = Peer.parse("udp:10.0.0.2:9000");
    private static final RequestSender BY = new RequestSender(TABLET.toString());
    private static final HostMicros NOW = new HostMicros(1_000_000);
    private static final Command PLAY = new Command.Panic();

    private final IncomingMessageMonitor log = new IncomingMessageMonitor("");

    @Test
    void withoutAWatchingClientMessagesAreOnlyCounted() {
        arrive(message("/play"), "/play");
        arrive(new OscBundle(OscTimetag.IMMEDIATE, List.of(message("/a"), message("/b"))), "/a");

        assertEquals(3, log.count());
        assertEquals(Optional.of(TABLET), log.lastSender());
        assertEquals(List.of(), settle());
    }

    @Test
    @Tag("CONSOLE-6")
    void eachMessageIsReportedWithItsResult() {
        log.setWatched(true);
        arrive(message("/downbeat/play"), "/play");
        arrive(message("/scene/1/launch", 0));
        arrive(message("/scene/9/launch"), "/scene/9/launch");
        arrive(message("/scene/9/launch"), "/scene/9/launch");

        assertEquals(
                List.of(
                        "/downbeat/play: accepted",
                        "/scene/1/launch ,i 0: nothing to do",
                        "/scene/9/launch: accepted",
                        "/scene/9/launch: refused (no-such): there are 4"),
                handled(
                        packet(NOW),
                        packet(NOW),
                        packet(NOW),
                        packet(NOW),
                        refused("/scene/9/launch")));
    }

    @Test
    @Tag("CONSOLE-6")
    void aMessageThatWaitsForALaterTurnGetsTheResultOfThatTurn() {
        log.setWatched(true);
        HostMicros second = NOW.plus(10);
        arriveAt(NOW, message("/scene/9/launch"), "/scene/9/launch");
        arriveAt(second, message("/scene/9/launch"), "/scene/9/launch");

        assertEquals(List.of("/scene/9/launch: accepted"), handled(packet(NOW)));
        assertEquals(
                List.of("/scene/9/launch: refused (no-such): there are 4"),
                handled(packet(second), refused("/scene/9/launch")));
    }

    @Test
    @Tag("CONSOLE-6")
    void aRefusalThatComesLaterThanItsPacketIsReportedByItself() {
        log.setWatched(true);
        arrive(message("/scene/9/launch"), "/scene/9/launch");

        assertEquals(List.of("/scene/9/launch: accepted"), handled(packet(NOW)));
        assertEquals(
                List.of("/scene/9/launch: refused (no-such): there are 4"),
                handled(refused("/scene/9/launch")));
    }

    @Test
    @Tag("CONSOLE-6")
    void aRefusalIsFoundThoughItsAddressHasTheProgramsPrefix() {
        var prefixed = new IncomingMessageMonitor("/left");
        prefixed.setWatched(true);
        arriveAt(prefixed, NOW, message("/left/scene/9/launch"), "/scene/9/launch");

        assertEquals(
                List.of("/left/scene/9/launch: refused (no-such): there are 4"),
                lines(prefixed, packet(NOW), refused("/left/scene/9/launch")));
    }

    @Test
    void aMessageWithoutRoomInTheInboxIsReportedAsRefused() {
        log.setWatched(true);
        arrive(message("/play"), "/play");
        log.onTurnedAway(BY, NOW);

        assertEquals(List.of("/play: refused (busy): too much is waiting to be done"), handled());
    }

    @Test
    void aMessageWhoseResultWasLostTakesNoRoomForEver() {
        log.setWatched(true);
        arrive(message("/play"), "/play");

        assertEquals(List.of(), log.settle(List.of(), List.of(), NOW.plus(10_000_001)));
        assertEquals(List.of(), handled(packet(NOW)));
    }

    @Test
    void theMessagesOfABundleAreReportedOneByOne() {
        log.setWatched(true);
        arrive(
                new OscBundle(OscTimetag.IMMEDIATE, List.of(message("/a"), message("/b"))),
                "/a",
                "/b");

        assertEquals(
                List.of("/a: accepted", "/b: refused (no-such): there are 4"),
                settle(refused("/b")));
    }

    @Test
    @Tag("CONSOLE-6")
    void aBundleThatWaitsForItsTimeTagIsReportedAsHeld() {
        log.setWatched(true);
        var request = new CommandWithAddress("/play", PLAY);
        var held =
                new CommandsDueTogether(
                        Optional.of(new HostMicros(2_250_000)), List.of(request), false);
        var bundle = new OscBundle(OscTimetag.IMMEDIATE, List.of(message("/play")));
        log.onPacket(
                new DecodedPacket(Optional.of(bundle), List.of()), TABLET, BY, NOW, List.of(held));

        assertEquals(List.of("/play: held until its time tag, in 1.250 s"), settle());
    }

    @Test
    void unreadableMessagesAreReportedToo() {
        log.setWatched(true);
        log.onUnreadable(TABLET, BY, NOW, "3 bytes");
        var reading =
                new DecodedPacket(
                        Optional.empty(), List.of(new UnreadableElement("/tempo", "no tags")));
        log.onPacket(reading, TABLET, BY, NOW, List.of());

        assertEquals(List.of(": not OSC: 3 bytes", "/tempo: refused: no tags"), settle());
        assertEquals(2, log.count());
    }

    @Test
    @Tag("CONSOLE-6")
    void watchingClientsDoNotGetReportsOfTheirOwnMessages() {
        log.setWatched(true);
        arrive(message("/monitor"), "/monitor");

        assertEquals(List.of(), log.settle(List.of(packet(NOW)), List.of(BY), NOW));
    }

    @Test
    void messagesThatTheConductorHasNotHandledYetAreNotReported() {
        log.setWatched(true);
        arrive(message("/play"), "/play");

        assertEquals(List.of(), handled());
        assertEquals(List.of("/play: accepted"), settle());
    }

    @Test
    @Tag("CONSOLE-6")
    void aHundredASecondAreReportedAndTheOthersCounted() {
        log.setWatched(true);
        for (int i = 0; i < 1000; i++) {
            arrive(message("/play"), "/play");
        }
        List<String> reports = settle();

        assertEquals(IncomingMessageMonitor.MOST_A_SECOND + 1, reports.size());
        assertEquals(": 900 more messages are not shown", reports.getLast());
        assertEquals(1000, log.count());
    }

    @Test
    void aLongMessageIsCutAndCannotControlATerminal() {
        log.setWatched(true);
        arrive(message("/node/a/b", OscArgument.s("\u001b]0;x\u0007" + "y".repeat(5000))), "/x");

        String report = settle().getFirst();
        assertEquals(true, report.startsWith("/node/a/b ,s \"\\u001b]0;x\\u0007yyy"), report);
        assertEquals(true, report.endsWith("yyy...: accepted"), report);
        assertEquals(true, report.length() < 600, report);
    }

    private void arrive(OscPacket packet, String... addresses) {
        arriveAt(NOW, packet, addresses);
    }

    private void arriveAt(HostMicros at, OscPacket packet, String... addresses) {
        arriveAt(log, at, packet, addresses);
    }

    private static void arriveAt(
            IncomingMessageMonitor log, HostMicros at, OscPacket packet, String... addresses) {
        List<CommandWithAddress> requests =
                Stream.of(addresses).map(address -> new CommandWithAddress(address, PLAY)).toList();
        log.onPacket(
                new DecodedPacket(Optional.of(packet), List.of()),
                TABLET,
                BY,
                at,
                List.of(new CommandsDueTogether(Optional.empty(), requests, true)));
    }

    private static Event.PacketReceived packet(HostMicros arrived) {
        return new Event.PacketReceived(Beats.ZERO, BY, arrived);
    }

    /** As if all packets so far were handled, the last ones with these refusals. */
    private List<String> settle(Event.Refused... refused) {
        List<Event> handled = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            handled.add(packet(NOW));
            if (i == 0) {
                handled.addAll(List.of(refused));
            }
        }
        return handled(handled.toArray(Event[]::new));
    }

    private List<String> handled(Event... handled) {
        return lines(log, handled);
    }

    private static List<String> lines(IncomingMessageMonitor log, Event... handled) {
        return log.settle(List.of(handled), List.of(), NOW).stream()
                .map(IncomingMessageMonitorTest::line)
                .toList();
    }

    private static String line(MonitoredMessageWithOutcome report) {
        return report.message() + ": " + report.outcome();
    }

    private static OscMessage message(String address, Object... arguments) {
        return new OscMessage(
                address,
                Stream.of(arguments)
                        .map(each ->
                                each instanceof Integer whole
                                        ? OscArgument.i(whole)
                                        : (OscArgument) each)
                        .toList());
    }

    private static Event.Refused refused(String address) {
        return new Event.Refused(Beats.ZERO, BY, address, Refusal.Code.NO_SUCH, "there are 4");
    }
}
