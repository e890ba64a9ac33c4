package io.downbeat.schema;

import java.util.List;
import java.util.Optional;

/**
 * One argument of a method as the contract describes it.
 *
 * @param name what it is called in error texts and documentation
 * @param type the sort of argument
 * @param unit {@code bpm}, {@code beats}, {@code bars}, {@code ms}, {@code s} or {@code Hz}; empty
 *     for none
 * @param range the numbers it may be; {@link ValueRange#OPEN} where there is no bound
 * @param words the enumeration whose words it takes; none or one
 * @param object the sort of object that it names; none or one
 * @param optional whether it may be left out
 * @param repeated whether it may come several times
 * @param emptyNumber the number that answers for a position that holds nothing
 */
public record ArgumentSpec(
        String name,
        ArgumentType type,
        String unit,
        ValueRange range,
        List<Enumeration> words,
        List<Placeholder.Kind> object,
        boolean optional,
        boolean repeated,
        double emptyNumber) {

    public ArgumentSpec {
        words = List.copyOf(words);
        object = List.copyOf(object);
    }

    /** The enumeration whose words it takes, if any. */
    public Optional<Enumeration> enumeration() {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.get(0));
    }

    /** Whether it is a whole number. */
    public boolean whole() {
        return type == ArgumentType.WHOLE || type == ArgumentType.POSITION;
    }

    /** The corresponding argument of an {@code /index} address: the word's number. */
    ArgumentSpec asIndex(Enumeration enumeration) {
        ValueRange indices = ValueRange.between(0, enumeration.words().size() - 1.0);
        return new ArgumentSpec(
                "index",
                ArgumentType.WHOLE,
                "",
                indices,
                List.of(),
                List.of(),
                optional,
                repeated,
                emptyNumber);
    }
}
