package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A whole message with placeholders: what an output sends for a parameter or for an event. */
public record MessageTemplate(TemplateText address, List<Argument> arguments) {
    /** One argument after the address. */
    public sealed interface Argument permits Words, Whole, Decimal {}

    /** Goes as {@code s}; one placeholder alone keeps the type of its value. */
    public record Words(TemplateText text) implements Argument {}

    /** Goes as {@code i}. */
    public record Whole(int number) implements Argument {}

    /** Goes as {@code f}. */
    public record Decimal(double number) implements Argument {}

    public MessageTemplate {
        arguments = List.copyOf(arguments);
    }

    /** Reads {@code template}: an address with the value implied, or a whole message. */
    static MessageTemplate ofParameters(Object written) {
        List<?> parts = written instanceof List<?> list ? list : List.of(written, "{value}");
        if (!(written instanceof List<?> || written instanceof String)) {
            throw Settled.unexpected("an address or a list, as [\"/set\", \"{value}\"]", written);
        }
        MessageTemplate template = settled(parts, Placeholder.ofParameters());
        if (template.address.holds(Placeholder.VALUE)) {
            throw new RigException("{value} stands among the arguments, not in the address");
        }
        return template;
    }

    /** Reads {@code send}: a list of the address and its arguments. */
    static MessageTemplate ofEvents(Object written) {
        return settled(Settled.list(written), Placeholder.ofEvents());
    }

    private static MessageTemplate settled(List<?> parts, Set<Placeholder> allowed) {
        if (parts.isEmpty() || !(parts.getFirst() instanceof String address)) {
            throw new RigException("expected an address first, as [\"/go\", 1]");
        }
        List<Argument> arguments = new ArrayList<>();
        for (Object part : parts.subList(1, parts.size())) {
            arguments.add(argument(part, allowed));
        }
        AddressSyntax.check(address);
        return new MessageTemplate(TemplateText.parse(address, allowed), arguments);
    }

    private static Argument argument(Object part, Set<Placeholder> allowed) {
        return switch (part) {
            case String text -> new Words(TemplateText.parse(text, allowed));
            case Long number ->
                    new Whole(Settled.whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Double number -> new Decimal(Settled.number(number));
            default -> throw Settled.unexpected("a text or a number as argument (1 for on)", part);
        };
    }
}
