package io.downbeat.schema;

import java.util.Locale;
import java.util.Optional;

/**
 * A part of an address in which an object is named by position, name or id.
 *
 * @param name the letter or word that the template writes in braces
 * @param kind the sort of object that is named
 */
public record Placeholder(String name, Kind kind) implements Part {
    /** The sorts of object that an address can name. */
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

        /** Whether digits mean a position here; nodes and parameters go by id and name only. */
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
