package io.downbeat.rig;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A message with placeholders that an output sends for a parameter or for an event. */
public record MessageTemplate(TemplateText address, List<Argument> arguments) {
    /** One argument after the address. */
    public sealed interface Argument
            permits TextArgument, IntArgument, FloatArgument, BooleanArgument {}

    /** Sent as {@code s}; a single placeholder keeps the type of its value. */
    public record TextArgument(TemplateText text) implements Argument {}

    /** Sent as {@code i}. */
    public record IntArgument(int number) implements Argument {}

    /** Sent as {@code f}. */
    public record FloatArgument(double number) implements Argument {}

    /** Sent as {@code T} or {@code F}. */
    public record BooleanArgument(boolean on) implements Argument {}

    public MessageTemplate {
        arguments = List.copyOf(arguments);
    }

    /** Reads {@code template}: an address, to which the value is added, or a whole message. */
    static MessageTemplate ofParameters(Object written) {
        List<?> parts = written instanceof List<?> list ? list : List.of(written, "{value}");
        if (!(written instanceof List<?> || written instanceof String)) {
            throw TomlTypeCheck.unexpected(
                    "an address or a list, as [\"/set\", \"{value}\"]", written);
        }
        MessageTemplate template = settled(parts, Placeholder.ofParameters());
        if (template.address.holds(Placeholder.VALUE)) {
            throw new RigException("{value} must be among the arguments, not in the address");
        }
        return template;
    }

    /** A template with this address and the value as its only argument. */
    static MessageTemplate ofValueAt(String address) {
        return new MessageTemplate(
                new TemplateText(
                        List.of(new TemplateText.Literal(OscAddressSyntaxCheck.pattern(address)))),
                List.of(new TextArgument(new TemplateText(List.of(Placeholder.VALUE)))));
    }

    /**
     * Reads the {@code address} of a map: an address, to which the value is added, or a whole
     * message.
     */
    static MessageTemplate ofMaps(Object written) {
        if (written instanceof String address) {
            return ofValueAt(address);
        }
        if (!(written instanceof List<?> parts)) {
            throw TomlTypeCheck.unexpected(
                    "an address or a list, as [\"/strip/gain\", 1, \"{value}\"]", written);
        }
        MessageTemplate message = settled(parts, EnumSet.of(Placeholder.VALUE));
        if (message.address.holds(Placeholder.VALUE)) {
            throw new RigException("{value} must be among the arguments, not in the address");
        }
        if (message.arguments.stream().noneMatch(MessageTemplate::holdsValue)) {
            throw new RigException(
                    "expected \"{value}\" among the arguments, as [\"/strip/gain\", 1, \"{value}\"]");
        }
        return message;
    }

    private static boolean holdsValue(Argument argument) {
        return argument instanceof TextArgument(TemplateText text) && text.holds(Placeholder.VALUE);
    }

    /** Reads {@code send}: a list of an address and its arguments. */
    static MessageTemplate ofEvents(Object written) {
        return settled(TomlTypeCheck.list(written), Placeholder.ofEvents());
    }

    private static MessageTemplate settled(List<?> parts, Set<Placeholder> allowed) {
        if (parts.isEmpty() || !(parts.getFirst() instanceof String address)) {
            throw new RigException("expected an address first, as [\"/go\", 1]");
        }
        List<Argument> arguments = new ArrayList<>();
        for (Object part : parts.subList(1, parts.size())) {
            arguments.add(argument(part, allowed));
        }
        OscAddressSyntaxCheck.check(address);
        return new MessageTemplate(TemplateText.parse(address, allowed), arguments);
    }

    private static Argument argument(Object part, Set<Placeholder> allowed) {
        return switch (part) {
            case String text -> new TextArgument(TemplateText.parse(text, allowed));
            case Boolean on -> new BooleanArgument(on);
            case Long number ->
                    new IntArgument(
                            TomlTypeCheck.whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Double number -> new FloatArgument(TomlTypeCheck.number(number));
            default ->
                    throw TomlTypeCheck.unexpected(
                            "a text, a number, true or false as argument", part);
        };
    }
}
