package io.downbeat.rig;

import io.downbeat.schema.NearestWord;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one table of settings. A wrong value is reported with its place and what was expected, and
 * its default is returned. So reading goes on to the end and finds every mistake.
 */
final class RigSectionReader {
    /** A value as it was written, and its place for error messages. */
    record Entry(Object value, String where) {}

    private final RigKeys rigKeys;
    private final String where;
    private final Map<String, Entry> entries;
    private final RigProblems rigProblems;

    /** A table at {@code where}. Its unknown keys are reported at once. */
    RigSectionReader(
            RigKeys rigKeys, String where, Map<String, Entry> entries, RigProblems rigProblems) {
        this.rigKeys = rigKeys;
        this.where = where;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.rigProblems = rigProblems;
        entries.forEach((key, entry) -> {
            if (rigKeys.form(key).isEmpty()) {
                rigProblems.add(entry.where(), "unknown key" + advice(key));
            }
        });
    }

    private String advice(String key) {
        Optional<String> elsewhere = rigKeys.elsewhere(key);
        if (elsewhere.isPresent()) {
            return "; it belongs in " + elsewhere.get();
        }
        return NearestWord.to(key, rigKeys.names())
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known here: " + String.join(", ", rigKeys.names()));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The place of a key, or of the whole table if the key is missing. */
    String where(String key) {
        Entry entry = entries.get(key);
        return entry == null ? where : entry.where();
    }

    /** Reports a mistake that concerns the whole table. */
    void addProblem(String what) {
        rigProblems.add(where, what);
    }

    /** Reports a mistake at a key. */
    void addProblem(String key, String what) {
        rigProblems.add(where(key), what);
    }

    /**
     * A value that {@code reader} converts; {@code reader} throws a {@link RigException} that says
     * what it expected.
     */
    <T> T read(String key, T otherwise, Function<Object, T> reader) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return otherwise;
        }
        try {
            return reader.apply(entry.value());
        } catch (RigException mistake) {
            rigProblems.add(entry.where(), mistake);
            return otherwise;
        }
    }

    String text(String key, String otherwise) {
        return read(key, otherwise, TomlTypeCheck::text);
    }

    boolean flag(String key, boolean otherwise) {
        return read(key, otherwise, TomlTypeCheck::flag);
    }

    int whole(String key, int least, int most, int otherwise) {
        return read(key, otherwise, value -> TomlTypeCheck.whole(value, least, most));
    }

    double number(String key, double least, double most, double otherwise) {
        return read(key, otherwise, value -> TomlTypeCheck.number(value, least, most));
    }

    List<String> texts(String key) {
        return read(key, List.of(), TomlTypeCheck::texts);
    }

    /** A word of an enumeration, in lower case as the reference writes it. */
    <E extends Enum<E>> E word(String key, E otherwise) {
        return read(
                key, otherwise, value -> TomlTypeCheck.word(value, otherwise.getDeclaringClass()));
    }

    <T> T parsed(String key, T otherwise, Function<String, T> parser) {
        return read(key, otherwise, value -> parser.apply(TomlTypeCheck.text(value)));
    }

    /** A list of texts, each read by {@code parser}. */
    <T> List<T> parsedAll(String key, Function<String, T> parser) {
        return read(
                key, List.of(), value -> TomlTypeCheck.texts(value).stream().map(parser).toList());
    }

    /** The words of an enumeration as settings write them. */
    static String spelt(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
