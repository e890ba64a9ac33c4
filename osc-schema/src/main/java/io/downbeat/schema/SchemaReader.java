package io.downbeat.schema;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the contract file, once at the start. */
final class SchemaReader {
    private static final List<String> METHOD_KEYS =
            List.of("address", "kind", "group", "args", "forms", "aliases", "flags", "description");
    private static final List<String> ARGUMENT_KEYS =
            List.of(
                    "name",
                    "type",
                    "enum",
                    "of",
                    "unit",
                    "min",
                    "max",
                    "beside",
                    "only",
                    "beyond",
                    "optional",
                    "repeated",
                    "empty");

    private final JsonFields file;
    private final Map<String, Placeholder.Kind> placeholders = new LinkedHashMap<>();
    private final Map<String, Enumeration> enumerations = new LinkedHashMap<>();

    SchemaReader(InputStream json) {
        file = JsonFields.read(json);
    }

    AddressSpace read() {
        readPlaceholders(file.fields("placeholders"));
        readEnumerations(file.fields("enumerations"));
        AddressDerivationRules addressDerivationRules =
                new AddressDerivationRules(enumeration("quantize", file.path()), this::parts);
        List<Method> methods = new ArrayList<>();
        for (JsonFields entry : file.list("methods")) {
            entry.allowOnly(METHOD_KEYS);
            methods.addAll(
                    addressDerivationRules.derive(
                            method(entry), entry.texts("forms"), entry.texts("aliases")));
        }
        return new AddressSpace(
                methods, List.copyOf(enumerations.values()), errorCodes(), subscribeOptions());
    }

    private void readPlaceholders(JsonFields fields) {
        for (String name : fields.names()) {
            String word = fields.text(name);
            placeholders.put(name, kind(word, fields.path()));
        }
    }

    private static Placeholder.Kind kind(String word, String where) {
        return Placeholder.Kind.of(word)
                .orElseThrow(() -> new SchemaException(where + ": no object is called " + word));
    }

    private void readEnumerations(JsonFields fields) {
        for (String name : fields.names()) {
            JsonFields entry = fields.fields(name).allowOnly(List.of("words", "then", "synonyms"));
            List<String> words = new ArrayList<>(entry.texts("words"));
            Map<String, String> synonyms = new LinkedHashMap<>();
            if (entry.has("then")) {
                Enumeration rest = enumeration(entry.text("then"), entry.path());
                words.addAll(rest.words());
                rest.synonyms().forEach(each -> synonyms.put(each.getKey(), each.getValue()));
            }
            if (entry.has("synonyms")) {
                JsonFields own = entry.fields("synonyms");
                own.names().forEach(each -> synonyms.put(each, own.text(each)));
            }
            enumerations.put(name, new Enumeration(name, words, synonyms));
        }
    }

    private Enumeration enumeration(String name, String where) {
        Enumeration known = enumerations.get(name);
        if (known == null) {
            throw new SchemaException(where + ": no enumeration before it is called " + name);
        }
        return known;
    }

    private Method method(JsonFields entry) {
        String address = entry.text("address");
        return new Method(
                address,
                parts(address),
                word(MethodAccess.values(), MethodAccess::word, entry, "kind"),
                entry.text("group"),
                entry.list("args").stream().map(this::argument).toList(),
                entry.text("description"),
                flags(entry),
                new MethodOrigin.Plain());
    }

    private static List<MethodFlag> flags(JsonFields entry) {
        List<String> words = entry.texts("flags");
        List<MethodFlag> flags = new ArrayList<>();
        for (MethodFlag flag : MethodFlag.values()) {
            if (words.contains(flag.word())) {
                flags.add(flag);
            }
        }
        if (flags.size() != words.size()) {
            throw new SchemaException(
                    entry.path()
                            + ".flags: some of "
                            + words
                            + " is not a flag, or is given twice");
        }
        return flags;
    }

    private List<Part> parts(String address) {
        if (!address.startsWith("/")) {
            throw new SchemaException(address + ": an address begins with /");
        }
        List<Part> parts = new ArrayList<>();
        for (String text : List.of(address.substring(1).split("/", -1))) {
            boolean named = text.startsWith("{") && text.endsWith("}");
            parts.add(named ? placeholder(text, address) : new Literal(text));
        }
        return parts;
    }

    private Placeholder placeholder(String text, String address) {
        String name = text.substring(1, text.length() - 1);
        Placeholder.Kind kind = placeholders.get(name);
        if (kind == null) {
            throw new SchemaException(address + ": the placeholder " + text + " is not explained");
        }
        return new Placeholder(name, kind);
    }

    private ArgumentSpec argument(JsonFields entry) {
        entry.allowOnly(ARGUMENT_KEYS);
        return new ArgumentSpec(
                entry.text("name"),
                word(ArgumentType.values(), ArgumentType::word, entry, "type"),
                entry.text("unit", ""),
                range(entry),
                entry.has("enum")
                        ? List.of(enumeration(entry.text("enum"), entry.path()))
                        : List.of(),
                entry.has("of") ? List.of(kind(entry.text("of"), entry.path())) : List.of(),
                entry.flag("optional"),
                entry.flag("repeated"),
                entry.number("empty", 0));
    }

    private static ValueRange range(JsonFields entry) {
        String beyond = entry.text("beyond", "refuse");
        if (!beyond.equals("refuse") && !beyond.equals("clip")) {
            throw new SchemaException(entry.path() + ".beyond: expected refuse or clip");
        }
        return new ValueRange(
                entry.number("min", Double.NEGATIVE_INFINITY),
                entry.number("max", Double.POSITIVE_INFINITY),
                entry.numbers("only"),
                entry.has("beside") ? List.of(entry.number("beside", 0)) : List.of(),
                beyond.equals("clip"));
    }

    private static <T> T word(T[] all, Function<T, String> spelling, JsonFields entry, String key) {
        String word = entry.text(key);
        List<String> known = new ArrayList<>();
        for (T each : all) {
            known.add(spelling.apply(each));
            if (known.getLast().equals(word)) {
                return each;
            }
        }
        throw new SchemaException(entry.path() + "." + key + ": " + word + " is none of " + known);
    }

    private List<ErrorCode> errorCodes() {
        return file.list("errors").stream()
                .map(each -> each.allowOnly(List.of("code", "description")))
                .map(each -> new ErrorCode(each.text("code"), each.text("description")))
                .toList();
    }

    private List<SubscribeOption> subscribeOptions() {
        return file.list("options").stream().map(this::subscribeOption).toList();
    }

    private SubscribeOption subscribeOption(JsonFields entry) {
        Map<String, Object> own = new LinkedHashMap<>(entry.values());
        own.keySet().removeAll(List.of("default", "description"));
        return new SubscribeOption(
                argument(new JsonFields(entry.path(), own)),
                entry.number("default", 0),
                entry.text("description"));
    }
}
