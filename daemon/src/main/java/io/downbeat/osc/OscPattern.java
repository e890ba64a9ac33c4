package io.downbeat.osc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An OSC address pattern: {@code ? * [a-z] [!a-z] {a,b}} within a part (OSC 1.0, "OSC Message
 * Dispatching and Pattern Matching"), {@code //} for any number of parts (OSC 1.1). An address
 * without any of these is a pattern that matches only itself.
 *
 * <p>Matching takes time in proportion to pattern length times address length, whatever the pattern
 * is.
 */
public final class OscPattern {
    /** Characters. Longer patterns are refused. */
    public static final int MAX_LENGTH = 1024;

    private final String text;
    private final List<Step> steps;

    /** One step of a walk down the address space. */
    public sealed interface Step {
        /** {@code //}: any number of parts, also none. */
        record Descend() implements Step {}

        /** One part that matches. */
        record Part(OscPartPattern pattern) implements Step {}
    }

    private OscPattern(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * Parses a pattern.
     *
     * @throws OscFormatException for a missing slash at the start, an unclosed or unopened bracket
     *     or brace, or more than 1024 characters
     */
    public static OscPattern of(String text) {
        if (!text.startsWith("/")) {
            throw new OscFormatException("a pattern begins with '/'", 0);
        }
        if (text.length() > MAX_LENGTH) {
            throw new OscFormatException("a pattern has at most 1024 characters", MAX_LENGTH);
        }
        List<String> parts = OscAddressParts.parts(text);
        List<Step> steps = new ArrayList<>();
        int offset = 1;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean last = i == parts.size() - 1;
            if (part.isEmpty() && !last) {
                steps.add(new Step.Descend());
            } else if (!part.isEmpty() || i == 0 || !parts.get(i - 1).isEmpty()) {
                steps.add(new Step.Part(OscPartPattern.of(part, offset)));
            }
            offset += part.length() + 1;
        }
        return new OscPattern(text, steps);
    }

    /** Whether the whole address matches. */
    public boolean matches(String address) {
        List<String> parts = OscAddressParts.parts(address);
        return reached(parts, false).get(steps.size());
    }

    /**
     * Whether the address or one above it matches: {@code /track/1} covers its clips, {@code /}
     * everything.
     */
    public boolean covers(String address) {
        return text.equals("/") || reached(OscAddressParts.parts(address), true).get(steps.size());
    }

    /** The steps of the pattern, for walking a tree with it. */
    public List<Step> steps() {
        return steps;
    }

    /** Whether the pattern is a plain address. */
    public boolean isLiteral() {
        return steps.stream().allMatch(s -> s instanceof Step.Part p && p.pattern().isLiteral());
    }

    /** Whether the last part contains no pattern characters. */
    public boolean endsLiteral() {
        return steps.getLast() instanceof Step.Part last && last.pattern().isLiteral();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OscPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** All counts of steps that the parts can have taken, advanced part by part. */
    private BitSet reached(List<String> parts, boolean below) {
        BitSet reached = new BitSet(steps.size() + 1);
        reached.set(0);
        for (String part : parts) {
            reached = after(part, withDescents(reached));
            if (below && withDescents(reached).get(steps.size())) {
                break;
            }
        }
        return withDescents(reached);
    }

    private BitSet after(String part, BitSet reached) {
        BitSet next = new BitSet(steps.size() + 1);
        for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
            if (i == steps.size()) {
                break;
            }
            switch (steps.get(i)) {
                case Step.Descend d -> next.set(i);
                case Step.Part p -> {
                    if (p.pattern().matches(part)) {
                        next.set(i + 1);
                    }
                }
            }
        }
        return next;
    }

    private BitSet withDescents(BitSet reached) {
        for (int i = 0; i < steps.size(); i++) {
            if (reached.get(i) && steps.get(i) instanceof Step.Descend) {
                reached.set(i + 1);
            }
        }
        return reached;
    }
}
