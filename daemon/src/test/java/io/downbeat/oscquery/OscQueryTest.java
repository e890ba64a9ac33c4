package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SampleViews;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Method;
import io.downbeat.session.SampleViewBuilder;
import io.downbeat.session.model.Document;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** OSCQuery's answers from the contract and a small session. */
class OscQueryTest {
    private static final AddressSpace SPACE = AddressSpace.load();
    private static final HostInfo HOST =
            new HostInfo("Downbeat \"live\"", "192.168.1.20", 9120, 80);
    private static final HostMicros NOW = new HostMicros(1_000_000);

    @Test
    @Tag("OSCQUERY-1")
    void everyAddressOfTheContractThatTheSessionHasIsInTheNamespaceOnce() {
        Set<String> templates = new LinkedHashSet<>();
        Set<String> paths = new LinkedHashSet<>();
        collect(json("/", ""), templates, paths);
        Set<String> all =
                SPACE.methods().stream().map(Method::description).collect(Collectors.toSet());
        Set<String> withoutObjects =
                SPACE.methods().stream()
                        .filter(method -> method.template().startsWith("/output/{o}"))
                        .map(Method::description)
                        .collect(Collectors.toSet());

        all.removeAll(withoutObjects);
        all.removeAll(templates);
        assertEquals(Set.of(), all);
        assertTrue(
                paths.containsAll(
                        Set.of(
                                "/play",
                                "/track/2/clip/2/launch/1-16",
                                "/scene/2/assign/2",
                                "/cue/1/step/1/advance",
                                "/node/kit/decay/norm",
                                "/node/kit/param/decay/norm",
                                "/track/1/clip/1/param/kit/decay")));
        assertFalse(paths.contains("/track/3/name"));
        assertFalse(paths.contains("/track/1/clip/1/param/synth/cutoff"));
    }

    @Test
    @Tag("OSCQUERY-1")
    void aParameterNamedLikeAWordOfTheContractIsReachedByItsLongForm() {
        assertEquals("s", attribute("/node/kit/type", "TYPE").asString());
        assertEquals("f", attribute("/node/kit/param/type", "TYPE").asString());
    }

    @Test
    @Tag("OSCQUERY-2")
    void aValueHasAllItsAttributes() {
        JsonNode tempo = json("/tempo", "");

        assertEquals("/tempo", tempo.get("FULL_PATH").asString());
        assertEquals(3, tempo.get("ACCESS").asInt());
        assertEquals("f", tempo.get("TYPE").asString());
        assertEquals("[120.0]", tempo.get("VALUE").toString());
        assertEquals("[{\"MIN\":20.0,\"MAX\":300.0}]", tempo.get("RANGE").toString());
        assertEquals("[\"bpm\"]", tempo.get("UNIT").toString());
        assertEquals("[\"both\"]", tempo.get("CLIPMODE").toString());
        assertEquals("[\"Transport\"]", tempo.get("TAGS").toString());
        assertFalse(tempo.get("CRITICAL").asBoolean());
        assertEquals("ff", tempo.get("OVERLOADS").get(0).get("TYPE").asString());
        assertTrue(tempo.get("CONTENTS").has("tap"));
        assertEquals("s", attribute("/quantize", "TYPE").asString());
        assertEquals("bar", attribute("/quantize", "VALUE").get(0).asString());
        assertEquals("8bar", attribute("/quantize", "RANGE").get(0).get("VALS").get(8).asString());
    }

    @Test
    @Tag("OSCQUERY-2")
    void aTriggerIsAnImpulseThatCanOnlyBeWritten() {
        JsonNode launch = json("/track/1/clip/2/launch", "");

        assertEquals(2, launch.get("ACCESS").asInt());
        assertEquals("I", launch.get("TYPE").asString());
        assertFalse(launch.has("VALUE"));
        assertTrue(launch.get("CRITICAL").asBoolean());
        assertEquals("s", launch.get("OVERLOADS").get(0).get("TYPE").asString());
        assertEquals("sf", launch.get("OVERLOADS").get(1).get("TYPE").asString());
        assertEquals(1, attribute("/track/count", "ACCESS").asInt());
        assertEquals(0, attribute("/hello", "ACCESS").asInt());
    }

    @Test
    @Tag("OSCQUERY-2")
    void whatIsOnlySentHasTheTypesOfWhatIsSent() {
        var types = new TreeMap<String, String>();
        collectSent(json("/", ""), types);
        types.forEach((path, type) -> assertTrue(type.matches("I|[fs]+"), path + " " + type));
        assertEquals("f", types.get("/heartbeat"));
        assertEquals("f", types.get("/update"));
        assertEquals("f", types.get("/track/added"));
        assertEquals("sss", types.get("/error"));
    }

    /** The types of the addresses that can be neither read nor written. */
    private static void collectSent(JsonNode node, Map<String, String> types) {
        if (node.has("ACCESS") && node.get("ACCESS").asInt() == 0 && node.has("TYPE")) {
            types.put(node.get("FULL_PATH").asString(), node.get("TYPE").asString());
        }
        if (node.has("CONTENTS")) {
            node.get("CONTENTS").forEach(each -> collectSent(each, types));
        }
    }

    @Test
    @Tag("OSCQUERY-2")
    void whatTakesAPositionOrANameHasBothTypes() {
        assertEquals("[\"s\"]", overloads("/scene/1/assign/1"));
        assertEquals("[\"s\"]", overloads("/cue/1/step/add"));
        assertEquals("[\"ss\"]", overloads("/node/synth/param/add"));
        assertEquals("[]", overloads("/node/synth/cutoff"));
    }

    private String overloads(String path) {
        return attribute(path, "OVERLOADS").findValues("TYPE").toString();
    }

    @Test
    @Tag("OSCQUERY-2")
    void theRangeOfATextCannotBeSet() {
        assertEquals(3, attribute("/node/synth/cutoff/norm", "ACCESS").asInt());
        assertEquals(3, attribute("/node/synth/cutoff/range", "ACCESS").asInt());
        assertEquals(1, attribute("/node/kit/pattern/norm", "ACCESS").asInt());
        assertEquals(1, attribute("/node/kit/param/pattern/range", "ACCESS").asInt());
        assertEquals(3, attribute("/node/kit/pattern/lock", "ACCESS").asInt());
    }

    @Test
    @Tag("OSCQUERY-2")
    void aParameterHasItsOwnRangeAndUnit() {
        assertEquals("[\"Hz\"]", attribute("/node/synth/cutoff", "UNIT").toString());
        assertTrue(attribute("/node/synth/cutoff", "RANGE").get(0).has("MIN"));
        assertEquals("s", attribute("/node/kit/pattern", "TYPE").asString());
        assertEquals("[null]", attribute("/node/kit/pattern", "RANGE").toString());
    }

    @Test
    @Tag("OSCQUERY-3")
    void arraysAlwaysHaveAnElementForEachValue() {
        checkLengths(json("/", ""));
    }

    @Test
    @Tag("OSCQUERY-4")
    void whatCannotBeAnsweredHasTheStatusOfTheProposal() {
        assertEquals(204, answer("/play", "VALUE").status());
        assertEquals(400, answer("/tempo", "NONSENSE").status());
        assertEquals(400, answer("/tempo", "HTML").status());
        assertEquals(400, answer("/tempo", "value").status());
        for (String none :
                List.of(
                        "/nope",
                        "/track/99",
                        "/track/0",
                        "/tempo/",
                        "//",
                        "/track//1",
                        "/../x",
                        "",
                        "x")) {
            assertEquals(404, answer(none, "").status(), none);
        }
        assertEquals("{}", text("/track", "TYPE"));
        assertEquals("{}", text("/track", "VALUE"));
        assertEquals("{\"FULL_PATH\":\"/\"}", text("/", "FULL_PATH"));
        assertEquals(List.of("CONTENTS"), List.copyOf(json("/track", "CONTENTS").propertyNames()));
    }

    @Test
    @Tag("OSCQUERY-4")
    void theHostIsDescribedOnEveryPath() {
        assertTrue(
                text("/track/1/no/such", "HOST_INFO")
                        .startsWith(
                                "{\"NAME\":\"Downbeat \\\"live\\\"\",\"OSC_IP\":\"192.168.1.20\","
                                        + "\"OSC_PORT\":9120,\"OSC_TRANSPORT\":\"UDP\","
                                        + "\"WS_IP\":\"192.168.1.20\",\"WS_PORT\":80,"
                                        + "\"EXTENSIONS\":{\"ACCESS\":true,"));
    }

    @Test
    @Tag("OSCQUERY-5")
    void theNamespaceStandsBelowThePrefixOfTheProgram() {
        OscQuery prefixed = oscQuery("/stage/left");
        var viewAtTime = new SessionViewAtTime(SampleViews.view(), NOW);

        JsonNode root = read(text(prefixed.answer("/", "", viewAtTime, () -> HOST)));
        JsonNode left = root.get("CONTENTS").get("stage").get("CONTENTS").get("left");
        assertEquals("/", root.get("FULL_PATH").asString());
        assertEquals("/stage", root.get("CONTENTS").get("stage").get("FULL_PATH").asString());
        assertEquals("/stage/left", left.get("FULL_PATH").asString());
        assertEquals(
                "/stage/left/tempo", left.get("CONTENTS").get("tempo").get("FULL_PATH").asString());
        assertEquals(
                "{\"VALUE\":[120.0]}",
                text(prefixed.answer("/stage/left/tempo", "VALUE", viewAtTime, () -> HOST)));
        assertEquals(404, prefixed.answer("/tempo", "", viewAtTime, () -> HOST).status());
        assertEquals("{}", text(prefixed.answer("/stage", "TYPE", viewAtTime, () -> HOST)));
    }

    @Test
    @Tag("OSCQUERY-6")
    void aHundredThousandAddressesAreMadePartByPart() {
        OscQueryResponse reply =
                oscQuery("")
                        .answer("/node", "", new SessionViewAtTime(wide(6_000), NOW), () -> HOST);
        long nodes = 0;
        int largest = 0;
        while (reply.parts().hasNext()) {
            String part = UTF_8.decode(reply.parts().next()).toString();
            largest = Math.max(largest, part.length());
            nodes += part.split("FULL_PATH", -1).length - 1;
        }
        assertTrue(nodes > 100_000, "addresses: " + nodes);
        // The largest is the list of the 6,000 names, which is one value.
        assertTrue(largest < 256 << 10, "the largest part has bytes: " + largest);
    }

    @Test
    @Tag("OSCQUERY-12")
    void anObjectIsReachedByPositionNameOrId() {
        for (List<String> paths :
                List.of(
                        List.of("/track/1", "/track/Drums", "/track/tr_drums"),
                        List.of("/track/1/clip/2", "/track/Drums/clip/Drop-it"),
                        List.of("/scene/2/launch", "/scene/Drop/launch", "/scene/sc_2/launch"),
                        List.of("/scene/1/assign/2", "/scene/Start/assign/Bass"),
                        List.of("/cue/1/step/1", "/cue/Show/step/st_1", "/cue/cp_1/step/1"))) {
            String answer = text(paths.getFirst(), "");
            assertTrue(answer.startsWith("{\"FULL_PATH\":\"" + paths.getFirst() + "\""), answer);
            paths.forEach(path -> assertEquals(answer, text(path, ""), path));
        }
        assertEquals("{\"VALUE\":[\"Bass\"]}", text("/track/Bass/name", "VALUE"));
        for (String none : List.of("/track/drums", "/track/*", "/cue/1/step/2", "/scene/Drums")) {
            assertEquals(404, answer(none, "").status(), none);
        }
    }

    /** The sample with another node that has many parameters. */
    private static SessionView wide(int parameters) {
        SessionView view = SampleViews.view();
        List<Parameter> many =
                IntStream.range(0, parameters)
                        .mapToObj(n ->
                                Parameter.added(
                                        new ParamPath("wide", "p" + n), new ParamValue.Numeric(n)))
                        .toList();
        Graph graph = view.graph().withNode("wide", "test", many);
        return SampleViewBuilder.from(view).with(new Document(graph, view.session())).view();
    }

    private static void collect(JsonNode node, Set<String> templates, Set<String> paths) {
        if (node.has("DESCRIPTION")) {
            templates.add(node.get("DESCRIPTION").asString());
        }
        assertTrue(paths.add(node.get("FULL_PATH").asString()), node.get("FULL_PATH")::asString);
        if (node.has("CONTENTS")) {
            for (Map.Entry<String, JsonNode> each : node.get("CONTENTS").properties()) {
                String path = each.getValue().get("FULL_PATH").asString();
                assertTrue(path.endsWith("/" + each.getKey()), path);
                collect(each.getValue(), templates, paths);
            }
        }
    }

    private static void checkLengths(JsonNode node) {
        if (node.has("TYPE")) {
            int values = node.get("TYPE").asString().length();
            for (String attribute : List.of("VALUE", "RANGE", "UNIT", "CLIPMODE")) {
                if (node.has(attribute)) {
                    assertEquals(
                            values,
                            node.get(attribute).size(),
                            () -> node.get("FULL_PATH") + " " + attribute);
                }
            }
        }
        if (node.has("CONTENTS")) {
            node.get("CONTENTS").forEach(OscQueryTest::checkLengths);
        }
    }

    private static JsonNode attribute(String path, String attribute) {
        return json(path, attribute).get(attribute);
    }

    private static JsonNode json(String path, String query) {
        return read(text(path, query));
    }

    private static JsonNode read(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String text(String path, String query) {
        return text(answer(path, query));
    }

    private static String text(OscQueryResponse reply) {
        var all = new ByteArrayOutputStream();
        reply.parts()
                .forEachRemaining(part -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.get(bytes);
                    all.writeBytes(bytes);
                });
        return all.toString(UTF_8);
    }

    private static OscQueryResponse answer(String path, String query) {
        var viewAtTime = new SessionViewAtTime(SampleViews.view(), NOW);
        return oscQuery("").answer(path, query, viewAtTime, () -> HOST);
    }

    private static OscQuery oscQuery(String prefix) {
        return new OscQuery(
                new AddressTable(SPACE, "0.1.0", prefix, ""), SampleViews.SPELLING, prefix);
    }
}
