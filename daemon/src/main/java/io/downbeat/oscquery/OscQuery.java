package io.downbeat.oscquery;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers OSCQuery's requests from the contract and a view of the session. Immutable; any thread
 * may use it.
 */
public final class OscQuery {
    /** The query for what is known about the program itself; it is answered on every path. */
    public static final String HOST_INFO = "HOST_INFO";

    private static final JsonFactory JSON = new JsonFactory();

    private static final String ATTRIBUTES =
            Stream.concat(
                            Arrays.stream(Attribute.values()).map(Attribute::name),
                            Stream.of(HOST_INFO))
                    .collect(Collectors.joining(" "));

    private final AddressTable table;
    private final ObjectNamesInAddresses names;
    private final String prefix;
    private final List<String> prefixParts;

    /**
     * @param prefix the prefix of every address of this program; empty for none
     */
    public OscQuery(AddressTable table, ObjectNamesInAddresses names, String prefix) {
        this.table = table;
        this.names = names;
        this.prefix = prefix;
        prefixParts = prefix.isEmpty() ? List.of() : OscAddressParts.parts(prefix);
    }

    /**
     * The answer to a GET request.
     *
     * @param path the decoded path
     * @param query the text after the question mark; empty is none
     */
    public OscQueryResponse answer(
            String path, String query, SessionViewAtTime viewAtTime, Supplier<HostInfo> host) {
        if (query.equals(HOST_INFO)) {
            return OscQueryResponse.json(host.get().json());
        }
        Optional<Attribute> attribute = Attribute.of(query);
        if (!query.isEmpty() && attribute.isEmpty()) {
            return OscQueryResponse.refusal(
                    400,
                    "there is no attribute "
                            + PrintableText.of(query)
                            + "; ask for one of "
                            + ATTRIBUTES);
        }
        var namespace = new Namespace(table, names, viewAtTime.view());
        List<String> parts = parts(path);
        int known = Math.min(parts.size(), prefixParts.size());
        List<String> around = prefixParts.subList(known, prefixParts.size());
        if (!path.startsWith("/")
                || !parts.subList(0, known).equals(prefixParts.subList(0, known))) {
            return OscQueryResponse.refusal(404, "there is no address " + PrintableText.of(path));
        }
        NamespaceNode found;
        try {
            found = namespace.find(parts.subList(known, parts.size()));
        } catch (Refusal refused) {
            return OscQueryResponse.refusal(404, refused.text());
        }
        if (attribute.isEmpty() || attribute.get() == Attribute.CONTENTS) {
            return OscQueryResponse.json(
                    new NodeJsonParts(
                            namespace,
                            path.equals("/") ? "" : path,
                            around,
                            found,
                            attribute.isPresent(),
                            json -> new NodeJson(namespace, viewAtTime, prefix, json)));
        }
        return around.isEmpty()
                ? attribute(namespace, found, viewAtTime, attribute.get())
                : OscQueryResponse.json(
                        attribute.get() == Attribute.FULL_PATH
                                ? "{\"FULL_PATH\":\"" + path + "\"}"
                                : "{}");
    }

    private static List<String> parts(String path) {
        return path.equals("/") || path.isEmpty()
                ? List.of()
                : List.of(path.substring(1).split("/", -1));
    }

    private OscQueryResponse attribute(
            Namespace namespace,
            NamespaceNode node,
            SessionViewAtTime viewAtTime,
            Attribute attribute) {
        boolean unreadable =
                attribute == Attribute.VALUE
                        && namespace.address(node).filter(at -> !at.row().isReadable()).isPresent();
        if (unreadable) {
            return OscQueryResponse.noContent();
        }
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            new NodeJson(namespace, viewAtTime, prefix, json).write(attribute, node);
            json.writeEndObject();
        }
        return OscQueryResponse.json(text.toString());
    }
}
