package io.downbeat.schema;

import java.util.Locale;
import java.util.Optional;

/**
 * A part of an address template that names an object by position, name or id.
 *
 * @param name the letter or word in braces
 * @param kind the kind of object
 */
public record Placeholder(String name, Kind kind) implements Part {
    /** The kinds of objects that an address can name. */
    public enum Kind {
        TRACK,
        CLIP,
        SCENE,
        CUE,
        STEP,
        OUTPUT,
        NODE,
        PARAM;

        /** The word that the contract file uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether digits are a position; nodes and parameters have only ids and names. */
        public boolean positional() {
            return this != NODE && this != PARAM;
        }

        static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public String text() {
        return "{" + name + "}";
    }
}
