package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.TrackId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** LISTEN and IGNORE of OSCQuery. */
class ListenTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber client = scenario.surface("ws:10.0.0.1:9000");
    private final TestSubscriber desk = scenario.surface("10.0.0.2:9000");

    @Test
    @Tag("OSCQUERY-8")
    void aListenerGetsTheAddressAloneAndNoMessagesAboutTheProgram() {
        client.listen("/track/1/clip/2/state").heard("/track/1/clip/2/state ,f 1");

        desk.send("/track/1/clip/2/launch", "instant").send("/tempo", 130);
        scenario.seconds(3);

        client.heard("/track/1/clip/2/state ,f 3");
        assertEquals(1, client.mirror().size(), client.mirror()::toString);
    }

    @Test
    @Tag("OSCQUERY-8")
    void everyPacketOfAListenerIsOneMessage() {
        client.listen("/node/kick/decay").listen("/node/kick/pitch");
        desk.send("/track/1/clip/2/launch", "instant");
        scenario.seconds(1);

        assertTrue(
                scenario.takeSent().stream()
                        .filter(sent -> sent.to().toString().startsWith("ws:"))
                        .allMatch(sent -> sent.packet() instanceof OscMessage));
        assertEquals(2, client.mirror().size());
    }

    @Test
    @Tag("OSCQUERY-8")
    void whatIsBelowAnAddressIsNotListenedTo() {
        client.listen("/track/1/active").heard("/track/1/active ,f 0");

        desk.send("/track/1/clip/2/launch", "instant");

        client.heard("/track/1/active ,f 2");
        client.listen("/track/1")
                .heard(
                        "/error ,sss /track/1 unknown \"/track/1 has no value of its own: listen to"
                                + " addresses below it\"");
    }

    @Test
    @Tag("OSCQUERY-8")
    void listeningLastsAsLongAsTheConnection() {
        client.listen("/tempo").quietly();
        scenario.seconds(300);
        client.heard();

        desk.send("/tempo", 130);

        client.heard("/tempo ,f 130");
        client.ignore("/tempo");
        desk.send("/tempo", 131);
        client.heard();
    }

    @Test
    @Tag("OSCQUERY-8")
    void listeningAndSubscribingToOneAddressEndSeparately() {
        client.send("/subscribe", "/track/1/clip/2", "rate=60").quietly();
        client.listen("/track/1/clip/2/state").listen("/tempo").quietly();
        client.ignore("/track/1/clip/2/state");
        desk.send("/track/1/clip/2/launch", "instant");
        assertTrue(client.takeHeard().contains("/track/1/clip/2/state ,f 3"));

        client.listen("/track/1/clip/2/state").send("/unsubscribe", "/track/1/clip/2");
        scenario.seconds(120);
        client.quietly();
        desk.send("/track/1/clip/1/launch", "instant").send("/tempo", 140);

        client.heard("/track/1/clip/2/state ,f 1", "/tempo ,f 140");
        client.send("/unsubscribe");
        desk.send("/tempo", 141);
        client.heard();
    }

    @Test
    @Tag("OSCQUERY-8")
    void everyAddressOfALargeSessionCanBeListenedTo() {
        var piece = SampleSessions.piece();
        List<String> addresses = new ArrayList<>();
        for (int track = 1; track <= 8; track++) {
            piece.track("T" + track, "n" + track + "/p");
            for (int clip = 1; clip <= 32; clip++) {
                piece.clip("C" + clip, clip);
                for (String value : List.of("state", "name", "color", "fade", "isPlaying")) {
                    addresses.add("/track/" + track + "/clip/" + clip + "/" + value);
                }
            }
        }
        FeedbackScenario large = FeedbackScenario.of(piece.done());
        TestSubscriber walker = large.surface("ws:10.0.0.1:9000");
        for (String address : addresses) {
            walker.listen(address);
            large.seconds(0.0001);
        }
        large.seconds(2);
        assertEquals(Set.copyOf(addresses), walker.mirror().keySet());
        walker.quietly();

        large.surface("10.0.0.2:9000").send("/track/2/clip/3/launch", "instant");

        walker.heard("/track/2/clip/3/state ,f 3", "/track/2/clip/3/isPlaying ,f 1");
    }

    @Test
    @Tag("OSCQUERY-10")
    void whoListensToANameListensToTheNewOne() {
        client.listen("/track/Drums/active").listen("/track/Drumset").quietly();
        scenario.edit(new Edit.RenameTrack(drums(), "Kit"));
        scenario.feedback().onRenamed("/track/Drums", "/track/Kit");
        scenario.seconds(1);

        assertEquals(List.of(OscArgument.f(0)), client.last("/track/Kit/active"));
        client.quietly();
        desk.send("/track/1/clip/2/launch", "instant");
        client.heard("/track/Kit/active ,f 2");
        client.ignore("/track/Kit/active");
        desk.send("/track/1/clip/1/launch", "instant");
        client.heard();
    }

    @Test
    @Tag("OSCQUERY-8")
    void whatIsOnlySentCanBeListenedTo() {
        client.listen("/heartbeat").heard();
        scenario.seconds(2);
        assertTrue(client.mirror().containsKey("/heartbeat"));
        assertFalse(client.mirror().containsKey("/update"));
        client.listen("/error").heard();
        client.listen("/track/1/clip/1/launch");
        assertTrue(client.takeHeard().getFirst().startsWith("/error"), "a trigger has no value");
    }

    private TrackId drums() {
        return TrackId.of(scenario.view().session().tracks().getFirst());
    }
}
