package io.downbeat.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * One address of the contract: what it takes, what it does and how it may be used. Methods of one
 * address space are equal when their templates are.
 *
 * @param template the address with placeholders in braces, such as {@code
 *     /track/{n}/clip/{m}/launch}
 * @param parts the template's parts in order
 * @param access how it may be used
 * @param group the chapter of the documentation
 * @param arguments the arguments in order
 * @param description one or two sentences for a performer
 * @param flags what else is special, in declaration order
 * @param form whether it was written out or derived
 */
public record Method(
        String template,
        List<Part> parts,
        MethodAccess access,
        String group,
        List<ArgumentSpec> arguments,
        String description,
        List<MethodFlag> flags,
        MethodOrigin form) {

    public Method {
        parts = List.copyOf(parts);
        arguments = List.copyOf(arguments);
        flags = List.copyOf(flags);
    }

    /** The written method that this one is derived from; itself if it is written. */
    public Method base() {
        return switch (form) {
            case MethodOrigin.Plain() -> this;
            case MethodOrigin.Alias(Method base) -> base;
            case MethodOrigin.Fixed(Method base, String word) -> base;
            case MethodOrigin.Toggle(Method base) -> base;
            case MethodOrigin.Index(Method base) -> base;
        };
    }

    /** Whether the flag is set. */
    public boolean is(MethodFlag flag) {
        return flags.contains(flag);
    }

    /** The kinds of its placeholders, in order. */
    public List<Placeholder.Kind> captures() {
        List<Placeholder.Kind> kinds = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Placeholder placeholder) {
                kinds.add(placeholder.kind());
            }
        }
        return List.copyOf(kinds);
    }

    int captureCount() {
        int count = 0;
        for (Part part : parts) {
            count += part instanceof Placeholder ? 1 : 0;
        }
        return count;
    }

    /**
     * Whether a number sent to this trigger is its argument ({@code /move 3}) and not the press or
     * release of a button.
     */
    public boolean numberIsArgument() {
        return !arguments.isEmpty() && arguments.get(0).type().takesNumber();
    }

    /** Whether a press may be followed by a quantization word. */
    public boolean quantized() {
        return access == MethodAccess.TRIGGER
                && !arguments.isEmpty()
                && arguments.get(0).enumeration().isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Method method && template.equals(method.template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return template;
    }
}
