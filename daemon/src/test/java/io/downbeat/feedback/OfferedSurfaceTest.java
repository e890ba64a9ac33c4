package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.view.SessionView.OfferedSurface;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Surfaces that announce themselves by zeroconf, and are given feedback by another client. */
class OfferedSurfaceTest {

    private static final OfferedSurface TABLET = new OfferedSurface("Tablet", "udp:10.0.0.9:9000");

    private final FeedbackScenario scenario = FeedbackScenario.elsewhere();
    private final TestSubscriber desk = scenario.surface("127.0.0.1:7000");
    private final TestSubscriber tablet = scenario.surface("10.0.0.9:9000");

    private void offer(OfferedSurface... surfaces) {
        scenario.report(new Command.ReportOfferedSurfaces(List.of(surfaces)));
    }

    @Test
    @Tag("ZEROCONF-1")
    void aSurfaceIsInTheListOfClientsAsLongAsItIsAnnounced() {
        offer(TABLET);
        desk.send("/clients/list").send("/clients");
        desk.heard("/clients/list ,s \"offered udp:10.0.0.9:9000 Tablet\"", "/clients ,f 0");

        offer();
        desk.send("/clients/list");
        desk.heard("/clients/list ,s \"\"");
    }

    @Test
    @Tag("ZEROCONF-1")
    void subscribersOfTheListHearOfIt() {
        desk.send("/subscribe", "/clients/list", "heal=0");
        scenario.seconds(0.1);
        desk.takeHeard();

        offer(TABLET);

        assertEquals(
                List.of(
                        "/clients/list ,ss udp:127.0.0.1:7000"
                                + " \"offered udp:10.0.0.9:9000 Tablet\""),
                desk.takeHeard());
    }

    @Test
    @Tag("ZEROCONF-2")
    void anotherClientGivesItFeedbackByItsName() {
        for (String called :
                List.of("Tablet", "udp:10.0.0.9:9000", "offered udp:10.0.0.9:9000 Tablet")) {
            offer(TABLET);
            desk.send("/clients/add", called, "/track/count");
            scenario.seconds(0.1);
            tablet.heard("/update ,f 1", "/track/count ,f 3", "/update ,f 0");

            desk.send("/clients/list");
            desk.heard("/clients/list ,s udp:10.0.0.9:9000");
            tablet.send("/unsubscribe");
            scenario.settled();
        }
    }

    @Test
    @Tag("ZEROCONF-2")
    void itsLeaseIsAnHourAndAnyMessageOfItsHostRenewsIt() {
        offer(TABLET);
        desk.send("/clients/add", "Tablet", "/track/count", "heal=0");
        scenario.seconds(3500);
        scenario.surface("10.0.0.9:5555").send("/ping");
        scenario.seconds(3500);
        desk.takeHeard();
        desk.send("/clients");
        desk.heard("/clients ,f 1");

        scenario.seconds(200);
        desk.send("/clients");
        desk.heard("/clients ,f 0");
    }

    @Test
    @Tag("ZEROCONF-2")
    void whatIsNotOfferedIsRefused() {
        offer(TABLET, new OfferedSurface("Tablet", "udp:10.0.0.10:9000"));

        assertRefused("no-such", "Lamp");
        assertRefused("no-such", "udp:10.0.0.11:9000");
        assertRefused("ambiguous", "Tablet");
        assertRefused("missing");
        assertRefused("type", "udp:10.0.0.10:9000", 9001);
        assertRefused("range", "udp:10.0.0.10:9000", "colour=1");
        desk.send("/clients");
        desk.heard("/clients ,f 0");
    }

    private void assertRefused(String code, Object... arguments) {
        desk.send("/clients/add", arguments);
        List<String> heard = desk.takeHeard();
        assertEquals(1, heard.size(), heard::toString);
        assertTrue(
                heard.getFirst().startsWith("/error ,sss /clients/add " + code), heard::toString);
        scenario.seconds(1);
    }
}
