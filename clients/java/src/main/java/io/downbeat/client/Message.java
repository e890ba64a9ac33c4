package io.downbeat.client;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One OSC message, sent or received.
 *
 * @param address begins with {@code /}; the address of a sent message may be a pattern
 * @param arguments in order
 */
public record Message(String address, List<Argument> arguments) {
    /**
     * @throws IllegalArgumentException if the address does not begin with {@code /}
     */
    public Message {
        if (!address.startsWith("/") || address.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "expected an address that begins with /, as /scene/2/launch, found \""
                            + address
                            + '"');
        }
        arguments = List.copyOf(arguments);
    }

    /** A message of Java values: strings, booleans, numbers, or {@link Argument}s. */
    public static Message of(String address, Object... arguments) {
        return new Message(address, Arrays.stream(arguments).map(Argument::of).toList());
    }

    /**
     * The argument at this index as a number, of any numeric type; on is 1, off is 0.
     *
     * @throws IllegalArgumentException if there is none or it is no number
     */
    public double number(int index) {
        return switch (at(index)) {
            case Argument.Int whole -> whole.value();
            case Argument.Float32 number -> Double.parseDouble(Float.toString(number.value()));
            case Argument.Long64 whole -> whole.value();
            case Argument.Double64 number -> number.value();
            case Argument.Switch on -> on.on() ? 1 : 0;
            case Argument.Text text -> throw unexpected("a number", index, text);
            case Argument.Mark mark -> throw unexpected("a number", index, mark);
            case Argument.Shown shown -> throw unexpected("a number", index, shown);
        };
    }

    /**
     * The argument at this index as text; a number as its shortest decimal.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(int index) {
        return at(index).text();
    }

    /**
     * Whether the argument at this index is on: a number other than 0, or true.
     *
     * @throws IllegalArgumentException if there is none or it is no number
     */
    public boolean isOn(int index) {
        return number(index) != 0;
    }

    /** Address, type tags and values on one line, strings in quotation marks. */
    @Override
    public String toString() {
        if (arguments.isEmpty()) {
            return address;
        }
        return address
                + " "
                + arguments.stream().map(Argument::tag).collect(Collectors.joining())
                + arguments.stream()
                        .map(argument -> " " + quoted(argument))
                        .collect(Collectors.joining());
    }

    private Argument at(int index) {
        if (index < 0 || index >= arguments.size()) {
            throw new IllegalArgumentException(
                    "expected an argument " + index + " of " + this + ", which has " + size());
        }
        return arguments.get(index);
    }

    private int size() {
        return arguments.size();
    }

    private IllegalArgumentException unexpected(String expected, int index, Argument found) {
        return new IllegalArgumentException(
                "expected %s as argument %d of %s, found type %s"
                        .formatted(expected, index, this, found.tag()));
    }

    private static String quoted(Argument argument) {
        return argument instanceof Argument.Text text
                ? '"' + text.value().replace("\"", "\\\"") + '"'
                : argument.text();
    }
}
