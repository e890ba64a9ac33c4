package io.downbeat.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A closed, ordered list of words. The first spelling of a word is the one that is sent; any case
 * and any synonym is understood.
 */
public final class Enumeration {
    private final String name;
    private final List<String> words;
    private final Map<String, String> synonyms;
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    /**
     * An enumeration of these words.
     *
     * @param synonyms further spellings that are understood, each with its word
     * @throws SchemaException if a synonym means none of the words, or two spellings clash
     */
    public Enumeration(String name, List<String> words, Map<String, String> synonyms) {
        this.name = name;
        this.words = List.copyOf(words);
        this.synonyms = new LinkedHashMap<>(synonyms);
        for (String word : words) {
            enter(word, indices.size());
        }
        synonyms.forEach((synonym, word) -> {
            if (!words.contains(word)) {
                throw new SchemaException(
                        "the synonym "
                                + synonym
                                + " of "
                                + name
                                + " stands for "
                                + word
                                + ", which is none of "
                                + words);
            }
            enter(synonym, words.indexOf(word));
        });
    }

    private void enter(String spelling, int index) {
        if (indices.put(spelling.toLowerCase(Locale.ROOT), index) != null) {
            throw new SchemaException("the enumeration " + name + " has " + spelling + " twice");
        }
    }

    /** The name under which arguments refer to it. */
    public String name() {
        return name;
    }

    /** The words in order; the index of a word is its position. */
    public List<String> words() {
        return words;
    }

    /** The synonyms, each with its word, in the contract's order. */
    public List<Map.Entry<String, String>> synonyms() {
        return List.copyOf(synonyms.entrySet());
    }

    /** The index, from 0, of a word or synonym in any case; empty if there is none. */
    public OptionalInt indexOf(String spelling) {
        Integer index = indices.get(spelling);
        if (index == null) {
            index = indices.get(spelling.toLowerCase(Locale.ROOT));
        }
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The word at a valid index. */
    public String word(int index) {
        return words.get(index);
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
