package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A text with placeholders. It is parsed once, so that sending it needs no parsing. */
public record TemplateText(List<Part> parts) {
    /** Literal text, or a placeholder. */
    public sealed interface Part permits Literal, Placeholder {}

    /** Text that is sent as it is. */
    public record Literal(String words) implements Part {
        @Override
        public String toString() {
            return words;
        }
    }

    public TemplateText {
        parts = List.copyOf(parts);
    }

    /** Reads a text. A brace begins a placeholder, which must be one of {@code allowed}. */
    static TemplateText parse(String text, Set<Placeholder> allowed) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                parts.add(new Literal(text.substring(at, end)));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            parts.add(placeholder(text, open, close < 0 ? text.length() : close, allowed));
            at = close < 0 ? text.length() : close + 1;
        }
        return new TemplateText(parts);
    }

    private static Placeholder placeholder(
            String text, int open, int close, Set<Placeholder> allowed) {
        return Placeholder.named(text.substring(open + 1, close))
                .filter(found -> allowed.contains(found) && close < text.length())
                .orElseThrow(() ->
                        new RigException(
                                "unknown placeholder "
                                        + text.substring(open, Math.min(close + 1, text.length()))
                                        + " in \""
                                        + text
                                        + "\"; known here: "
                                        + Placeholder.listed(allowed)));
    }

    /** The placeholder, if the text is nothing else; then its value keeps its type. */
    public Optional<Placeholder> onlyPlaceholder() {
        return parts.size() == 1 && parts.getFirst() instanceof Placeholder only
                ? Optional.of(only)
                : Optional.empty();
    }

    boolean holds(Placeholder placeholder) {
        return parts.contains(placeholder);
    }

    /** The text with each placeholder replaced by its value of {@code words}. */
    public String filled(Function<Placeholder, String> words) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> text.append(literal.words());
                case Placeholder placeholder -> text.append(words.apply(placeholder));
            }
        }
        return text.toString();
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return filled(Placeholder::toString);
    }
}
