package io.downbeat.feedback.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.FeedbackScenario;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.schema.AddressSpace;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class StringListSplitterTest {

    private final PresentValueReader present =
            new PresentValueReader(
                    new AddressTable(FeedbackScenario.SPACE, "0.1.0", "", ""),
                    new OscObjectNamesInAddresses(AddressSpace.load()),
                    new FeedbackScenario().view());

    private List<OscMessage> parts(String template, List<OscArgument> arguments) {
        return StringListSplitter.split(
                present.row(template),
                new OscMessage("/some/list", arguments),
                4,
                Peer.Transport.UDP);
    }

    @Test
    @Tag("HEARD-9")
    void aListOfNumbersIsAlwaysOneMessage() {
        List<OscArgument> states = IntStream.range(0, 1000).mapToObj(i -> number(i)).toList();
        for (String template : List.of("/track/{n}/clip/states", "/scene/states")) {
            assertEquals(List.of(new OscMessage("/some/list", states)), parts(template, states));
        }
    }

    @Test
    @Tag("HEARD-9")
    void aListOfStringsIsSplitAtTheDatagramLimit() {
        List<OscArgument> names = IntStream.range(0, 1000).mapToObj(i -> name(i)).toList();
        List<OscMessage> parts = parts("/node/list", names);

        assertTrue(parts.size() > 5 && parts.size() < 20, "" + parts.size());
        assertTrue(parts.stream().allMatch(part -> OscCodec.size(part) <= 1424));
        assertEquals(names, parts.stream().flatMap(part -> part.arguments().stream()).toList());
    }

    @Test
    @Tag("HEARD-9")
    void whereThereAreNoDatagramsAListOfStringsIsSplitAtTheLimitOfPackets() {
        List<OscArgument> names = IntStream.range(0, 10_000).mapToObj(i -> name(i)).toList();
        for (Peer.Transport by : List.of(Peer.Transport.WS, Peer.Transport.TCP)) {
            assertEquals(1, split(names.subList(0, 1000), by).size());
            List<OscMessage> parts = split(names, by);
            assertEquals(2, parts.size());
            assertTrue(parts.stream().allMatch(part -> OscCodec.size(part) <= OscCodec.MAX_PACKET));
            assertEquals(names, parts.stream().flatMap(part -> part.arguments().stream()).toList());
        }
    }

    private List<OscMessage> split(List<OscArgument> names, Peer.Transport by) {
        return StringListSplitter.split(
                present.row("/node/list"), new OscMessage("/some/list", names), 4, by);
    }

    private static OscArgument name(int i) {
        return OscArgument.s("name " + i);
    }

    private static OscArgument number(int i) {
        return OscArgument.i(i);
    }
}
