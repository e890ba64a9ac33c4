package io.downbeat.engine.edit;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;

import java.util.List;

/** The names of objects that a client gives none. */
final class DefaultNames {

    /** The longest name, in characters: more than any surface shows. */
    private static final int LONGEST = 1_000;

    private DefaultNames() {}

    /**
     * The name as given; {@code usual} if it is blank. Throws {@link Refusal} if it is too long.
     */
    static String orUsual(String given, String usual) {
        if (given.length() > LONGEST) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a name has at most %d characters, not %d".formatted(LONGEST, given.length()));
        }
        return given.isBlank() ? usual : given;
    }

    /**
     * A name such as "Track 3" that no other object has.
     *
     * @param position where the object stands, from 1
     * @param others the objects that it stands among
     */
    static String numbered(String word, int position, List<? extends AddressableObject> others) {
        int number = position;
        while (isTaken(word + " " + number, others)) {
            number++;
        }
        return word + " " + number;
    }

    /** The name of a copy: "Drop copy", "Drop copy 2". */
    static String copyOf(String name, List<? extends AddressableObject> others) {
        String copy = name + " copy";
        return isTaken(copy, others) ? numbered(copy, 2, others) : copy;
    }

    private static boolean isTaken(String name, List<? extends AddressableObject> others) {
        return others.stream().anyMatch(other -> other.name().equals(name));
    }
}
