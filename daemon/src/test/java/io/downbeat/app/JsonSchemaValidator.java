package io.downbeat.app;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Validates JSON by the part of JSON Schema that {@code graph.schema.json} uses. An unknown keyword
 * of the schema fails, so that none is ignored.
 */
final class JsonSchemaValidator {
    private static final List<String> NO_RULE =
            List.of("$schema", "$defs", "title", "description", "default");

    private final JsonNode root;

    JsonSchemaValidator(JsonNode root) {
        this.root = root;
    }

    /** Where a document breaks the schema, and how. */
    List<String> faults(JsonNode document) {
        List<String> faults = new ArrayList<>();
        check(document, root, "", faults);
        return faults;
    }

    /** Every key that the schema names, wherever it may stand. */
    SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        collect(root, keys);
        root.path("$defs").properties().forEach(each -> collect(each.getValue(), keys));
        return keys;
    }

    private static void collect(JsonNode schema, SortedSet<String> keys) {
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            keys.add(each.getKey());
            collect(each.getValue(), keys);
        }
        if (schema.has("items")) {
            collect(schema.path("items"), keys);
        }
    }

    private void check(JsonNode value, JsonNode schema, String at, List<String> faults) {
        for (Map.Entry<String, JsonNode> rule : schema.properties()) {
            JsonNode wanted = rule.getValue();
            switch (rule.getKey()) {
                case "$ref" -> check(value, referred(wanted.stringValue()), at, faults);
                case "type" -> {
                    List<String> types = new ArrayList<>();
                    (wanted.isArray() ? List.copyOf(wanted.values()) : List.of(wanted))
                            .forEach(type -> types.add(type.stringValue()));
                    require(
                            types.stream().anyMatch(type -> isOf(value, type)),
                            at + ": expected " + String.join(" or ", types),
                            faults);
                }
                case "required" ->
                        wanted.forEach(key ->
                                require(
                                        value.has(key.stringValue()),
                                        at + ": no " + key.stringValue(),
                                        faults));
                case "properties" ->
                        wanted.properties()
                                .forEach(key -> {
                                    if (value.has(key.getKey())) {
                                        check(
                                                value.path(key.getKey()),
                                                key.getValue(),
                                                at + '/' + key.getKey(),
                                                faults);
                                    }
                                });
                case "additionalProperties" ->
                        value.properties()
                                .forEach(key -> {
                                    if (!schema.path("properties").has(key.getKey())) {
                                        check(
                                                key.getValue(),
                                                wanted,
                                                at + '/' + key.getKey(),
                                                faults);
                                    }
                                });
                case "items" -> {
                    for (int i = 0; i < value.size(); i++) {
                        check(value.get(i), wanted, at + '/' + i, faults);
                    }
                }
                case "enum" -> {
                    List<JsonNode> allowed = new ArrayList<>();
                    wanted.forEach(allowed::add);
                    require(allowed.contains(value), at + ": not one of " + wanted, faults);
                }
                case "const" -> require(wanted.equals(value), at + ": not " + wanted, faults);
                case "anyOf" -> {
                    boolean holds = false;
                    for (JsonNode one : wanted) {
                        List<String> inside = new ArrayList<>();
                        check(value, one, at, inside);
                        holds |= inside.isEmpty();
                    }
                    require(holds, at + ": none of " + wanted, faults);
                }
                case "pattern" ->
                        require(
                                Pattern.compile(wanted.stringValue())
                                        .matcher(value.stringValue(""))
                                        .find(),
                                at + ": not like " + wanted,
                                faults);
                case "minimum" ->
                        require(
                                value.doubleValue(0) >= wanted.doubleValue(),
                                at + ": below " + wanted,
                                faults);
                case "maximum" ->
                        require(
                                value.doubleValue(0) <= wanted.doubleValue(),
                                at + ": above " + wanted,
                                faults);
                case "minItems" ->
                        require(value.size() >= wanted.intValue(), at + ": too few", faults);
                case "maxItems" ->
                        require(value.size() <= wanted.intValue(), at + ": too many", faults);
                case "minLength" ->
                        require(
                                value.stringValue("").length() >= wanted.intValue(),
                                at + ": too short",
                                faults);
                case "uniqueItems" -> {
                    List<JsonNode> all = new ArrayList<>();
                    value.forEach(all::add);
                    require(
                            all.stream().distinct().count() == all.size(),
                            at + ": one is there twice",
                            faults);
                }
                default -> {
                    if (!NO_RULE.contains(rule.getKey())) {
                        throw new IllegalArgumentException("the schema says " + rule.getKey());
                    }
                }
            }
        }
    }

    private JsonNode referred(String reference) {
        return root.at(reference.substring(1));
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.doubleValue() % 1 == 0;
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("the schema says type " + type);
        };
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
