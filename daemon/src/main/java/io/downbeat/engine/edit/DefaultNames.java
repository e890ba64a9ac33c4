package io.downbeat.engine.edit;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;

import java.util.List;
import java.util.Optional;

/** The names of objects that a client gives none. */
final class DefaultNames {

    /** The longest name, in characters: more than any surface shows. */
    private static final int LONGEST = 1_000;

    private DefaultNames() {}

    /**
     * The name of an object that is added at the end of a list: as given, or numbered if it is
     * blank. Throws {@link Refusal} if it is too long.
     *
     * @param word what kind of object it is, such as "Track"
     */
    static String ofNew(
            Optional<String> given, String word, List<? extends AddressableObject> others) {
        return orUsual(given.orElse(""), numbered(word, others.size() + 1, others));
    }

    /**
     * The new name of an object: as given, or numbered if it is blank. Throws {@link Refusal} if it
     * is too long.
     *
     * @param id of the object, which is one of the list
     */
    static String ofRenamed(
            String given, String word, String id, List<? extends AddressableObject> all) {
        List<? extends AddressableObject> others =
                all.stream().filter(other -> !other.id().equals(id)).toList();
        int position = 1 + all.stream().map(AddressableObject::id).toList().indexOf(id);
        return orUsual(given, numbered(word, position, others));
    }

    private static String orUsual(String given, String usual) {
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
    private static String numbered(
            String word, int position, List<? extends AddressableObject> others) {
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
