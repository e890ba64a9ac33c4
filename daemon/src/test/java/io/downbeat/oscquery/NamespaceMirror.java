package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a client of OSCQuery knows: the namespace that it has read, kept up to date by reading again
 * what the messages of the server name. Values are left out; a client listens to those.
 */
final class NamespaceMirror {
    private static final Set<String> ALL =
            Set.of("PATH_ADDED", "PATH_REMOVED", "PATH_CHANGED", "PATH_RENAMED");

    private final Set<String> obeyed;
    private final Function<String, Optional<String>> server;
    private final Map<String, String> attributes = new TreeMap<>();

    /**
     * @param obeyed the messages that this client knows
     * @param server the JSON of a path; empty if there is no such path
     */
    NamespaceMirror(Set<String> obeyed, Function<String, Optional<String>> server) {
        this.obeyed = obeyed;
        this.server = server;
        read("/");
    }

    static NamespaceMirror obeyingAll(Function<String, Optional<String>> server) {
        return new NamespaceMirror(ALL, server);
    }

    void onMessage(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        assertEquals(Set.of("COMMAND", "DATA"), Set.copyOf(message.propertyNames()), text);
        String command = message.get("COMMAND").asString();
        JsonNode data = message.get("DATA");
        if (!obeyed.contains(command)) {
            return;
        }
        switch (command) {
            case "PATH_ADDED", "PATH_CHANGED" -> {
                remove(data.asString());
                read(data.asString());
            }
            case "PATH_REMOVED" -> remove(data.asString());
            case "PATH_RENAMED" ->
                    assertEquals(Set.of("OLD", "NEW"), Set.copyOf(data.propertyNames()), text);
            default -> throw new AssertionError(text);
        }
    }

    /** Each path with its attributes. */
    Map<String, String> attributes() {
        return attributes;
    }

    Set<String> paths() {
        return attributes.keySet();
    }

    private void remove(String path) {
        String below = path.equals("/") ? "/" : path + "/";
        attributes.keySet().removeIf(each -> each.equals(path) || each.startsWith(below));
    }

    private void read(String path) {
        server.apply(path).ifPresent(json -> add(JsonMapper.shared().readTree(json)));
    }

    private void add(JsonNode node) {
        var own = new TreeMap<String, String>();
        node.properties()
                .forEach(each -> {
                    switch (each.getKey()) {
                        case "CONTENTS" -> each.getValue().forEach(this::add);
                        case "VALUE" -> {}
                        default -> own.put(each.getKey(), each.getValue().toString());
                    }
                });
        attributes.put(node.get("FULL_PATH").asString(), own.toString());
    }
}
