package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.engine.Conductor;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.subscriber.SubscribedPattern;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.Subscriptions;
import io.downbeat.osc.Peer;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

@Tag("HEARD-11")
class SubscriptionLimitsTest {

    private static final HostMicros NOW = new HostMicros(0);
    private final Subscriptions subscriptions = subscriptions();

    @Test
    void aClientHasAtMost1024Patterns() {
        subscribe(1, patterns(0, 1024));

        assertEquals(
                "udp:127.0.0.1:9001 would have 1025 patterns; at most 1024 are kept: unsubscribe"
                        + " some, or let one pattern stand for several",
                refusal(1, patterns(1024, 1)));
        assertEquals(1024, subscriptions.at(at(1)).orElseThrow().patterns().size());
    }

    @Test
    void whatAClientHasAlreadyIsNotCountedTwice() {
        subscribe(1, patterns(0, 1024));

        assertDoesNotThrow(() -> subscribe(1, patterns(0, 256)));
    }

    @Test
    void theLimitAppliesToNewClientsToo() {
        refusal(1, patterns(0, 1025));

        assertEquals(List.of(), subscriptions.clients());
    }

    @Test
    void allClientsTogetherHaveAtMost8192Patterns() {
        for (int client = 1; client <= 8; client++) {
            subscribe(client, patterns(0, 1024));
        }

        assertEquals(
                "all clients together would have 8193 patterns; at most 8192 are kept: unsubscribe"
                        + " some, or let one pattern stand for several",
                refusal(9, patterns(0, 1)));
        assertDoesNotThrow(() -> subscribe(8, patterns(0, 1)));
        Subscriber third = subscriptions.at(at(3)).orElseThrow();
        subscriptions.unsubscribe(third, Set.copyOf(third.patterns()));
        assertDoesNotThrow(() -> subscribe(9, patterns(0, 1)));
    }

    @Test
    void addressesThatAreListenedToAreCountedByThemselves() {
        subscribe(1, patterns(0, 1024));
        listen(1, 0, 8192);

        assertEquals(
                "udp:127.0.0.1:9001 would listen to 8193 addresses; at most 8192 are kept: IGNORE"
                        + " some, or /subscribe to what is above them",
                assertThrows(Refusal.class, () -> listen(1, 8192, 1)).text());
        for (int client = 2; client <= 4; client++) {
            listen(client, 0, 8192);
        }
        assertEquals(
                "all clients together would listen to 32769 addresses; at most 32768 are kept:"
                        + " IGNORE some, or /subscribe to what is above them",
                assertThrows(Refusal.class, () -> listen(5, 0, 1)).text());
        Subscriber third = subscriptions.at(at(3)).orElseThrow();
        subscriptions.unsubscribe(third, Set.of(SubscribedPattern.alone("/track/0/name")));
        assertDoesNotThrow(() -> listen(5, 0, 1));
    }

    private void listen(int client, int first, int count) {
        RowGroupsMatchedByPattern tempo = subscriptions.rowsOf(SubscribedPattern.alone("/tempo"));
        Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted = new LinkedHashMap<>();
        patterns(first, count)
                .forEach(address -> wanted.put(SubscribedPattern.alone(address), tempo));
        subscriptions.listen(at(client), wanted, NOW);
    }

    @Test
    void theTextLengthOfPatternsIsLimited() {
        String half = "/track/" + "1".repeat(64 * 1024 - 7);
        subscribe(1, List.of(half, half.replace('1', '2')));

        assertEquals(
                "udp:127.0.0.1:9001 would have patterns of 131078 characters; at most 131072 are"
                        + " kept: unsubscribe some, or let one pattern stand for several",
                refusal(1, List.of("/tempo")));
        for (int client = 2; client <= 16; client++) {
            subscribe(client, List.of(half, half.replace('1', '2')));
        }
        assertEquals(
                "all clients together would have patterns of 2097158 characters; at most 2097152"
                        + " are kept: unsubscribe some, or let one pattern stand for several",
                refusal(17, List.of("/tempo")));
    }

    @Test
    void aSubscriptionThatIsSentNothingGivesWayToANewOneOfItsHost() {
        for (int client = 1; client <= 64; client++) {
            subscribe(client, patterns(0, 1));
        }
        assertEquals(
                "there is no room for another subscription: 64 a host and 512 in all; unsubscribe"
                        + " some",
                refusal(65, patterns(0, 1)));
        subscriptions.at(at(7)).orElseThrow().onRefused();

        subscribe(65, patterns(0, 1));

        assertTrue(subscriptions.at(at(7)).isEmpty());
        refusal(66, patterns(0, 1));
    }

    @Test
    void aSubscriptionThatIsSentNothingGivesItsPatternsToOthers() {
        for (int client = 1; client <= 8; client++) {
            subscribe(client, patterns(0, 1024));
        }
        subscriptions.at(at(3)).orElseThrow().onRefused();

        subscribe(9, patterns(0, 1));

        assertTrue(subscriptions.at(at(3)).isEmpty());
    }

    private void subscribe(int client, List<String> patterns) {
        RowGroupsMatchedByPattern tempo =
                subscriptions.rowsOf(new SubscribedPattern("/tempo", true));
        Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted = new LinkedHashMap<>();
        SubscribedPattern.withAllBelow(patterns).forEach(pattern -> wanted.put(pattern, tempo));
        subscriptions.subscribe(at(client), wanted, Command.Options.USUAL, NOW);
    }

    private String refusal(int client, List<String> patterns) {
        Refusal refusal = assertThrows(Refusal.class, () -> subscribe(client, patterns));
        assertEquals(Refusal.Code.BUSY, refusal.code());
        return refusal.text();
    }

    private static List<String> patterns(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(n -> "/track/" + n + "/name")
                .toList();
    }

    private static Peer at(int client) {
        return Peer.parse("udp:127.0.0.1:" + (9000 + client));
    }

    private static Subscriptions subscriptions() {
        var spelling = new OscObjectNamesInAddresses(AddressSpace.load());
        var setup = new Conductor.Setup(SampleSessions.band(), List.of(), spelling, sides -> 0);
        var view = new Conductor(setup, NOW, true).view();
        var table = new AddressTable(AddressSpace.load(), "test", "", "");
        var present = new PresentValueReader(table, spelling, view);
        return new Subscriptions(present, new HostBandwidthLimiter(host -> true, NOW));
    }
}
