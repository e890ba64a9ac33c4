package io.downbeat.osc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The pattern of one address part: {@code ? * [a-z] [!a-z] {a,b}}. A character is a Unicode code
 * point. A {@code -} at either end of a set and a {@code !} that is not its first character are
 * literal, and so is every character within braces.
 */
public final class OscPartPattern {
    private final String text;
    private final boolean literal;
    private final List<Piece> pieces;

    private sealed interface Piece {
        record Any() implements Piece {}

        record Star() implements Piece {}

        record Run(List<Integer> characters) implements Piece {}

        record Set(boolean negated, List<Range> ranges) implements Piece {
            boolean holds(int character) {
                for (Range range : ranges) {
                    if (character >= range.from && character <= range.to) {
                        return !negated;
                    }
                }
                return negated;
            }
        }

        record Choice(List<Run> runs) implements Piece {}
    }

    private record Range(int from, int to) {}

    private OscPartPattern(String text, boolean literal, List<Piece> pieces) {
        this.text = text;
        this.literal = literal;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * The pattern of one part.
     *
     * @param offset added to the offsets in error messages
     */
    static OscPartPattern of(String text, int offset) {
        if (!OscAddressParts.isPattern(text)) {
            return new OscPartPattern(text, true, List.of());
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            switch (character) {
                case '?' -> pieces.add(new Piece.Any());
                case '*' -> pieces.add(new Piece.Star());
                case '[' -> {
                    int close = closing(text, at, ']', offset);
                    pieces.add(set(text.substring(at + 1, close)));
                    next = close + 1;
                }
                case '{' -> {
                    int close = closing(text, at, '}', offset);
                    pieces.add(choice(text.substring(at + 1, close)));
                    next = close + 1;
                }
                case ']', '}' ->
                        throw new OscFormatException(
                                "'" + (char) character + "' that closes nothing", offset + at);
                default -> pieces.add(run(text.substring(at, next)));
            }
            at = next;
        }
        return new OscPartPattern(text, false, pieces);
    }

    /** Whether a part of an address matches. */
    public boolean matches(String part) {
        if (literal) {
            return text.equals(part);
        }
        int[] characters = part.codePoints().toArray();
        BitSet reached = new BitSet(characters.length + 1);
        reached.set(0);
        for (Piece piece : pieces) {
            reached = after(piece, reached, characters);
        }
        return reached.get(characters.length);
    }

    /** Whether the part contains no pattern characters. */
    public boolean isLiteral() {
        return literal;
    }

    /** The part as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** All positions where a piece can end, from all positions where it can begin. */
    private static BitSet after(Piece piece, BitSet starts, int[] characters) {
        BitSet ends = new BitSet(characters.length + 1);
        for (int i = starts.nextSetBit(0); i >= 0; i = starts.nextSetBit(i + 1)) {
            addEnds(piece, i, characters, ends);
        }
        return ends;
    }

    private static void addEnds(Piece piece, int start, int[] characters, BitSet ends) {
        boolean more = start < characters.length;
        switch (piece) {
            case Piece.Any any -> ends.set(start + 1, start + (more ? 2 : 1));
            case Piece.Set set -> {
                if (more && set.holds(characters[start])) {
                    ends.set(start + 1);
                }
            }
            case Piece.Run run -> addEnd(run, start, characters, ends);
            case Piece.Choice choice ->
                    choice.runs().forEach(run -> addEnd(run, start, characters, ends));
            case Piece.Star star -> ends.set(start, characters.length + 1);
        }
    }

    private static void addEnd(Piece.Run run, int start, int[] characters, BitSet ends) {
        List<Integer> expected = run.characters();
        if (start + expected.size() > characters.length) {
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i) != characters[start + i]) {
                return;
            }
        }
        ends.set(start + expected.size());
    }

    private static int closing(String text, int open, char close, int offset) {
        int at = text.indexOf(close, open + 1);
        if (at < 0) {
            throw new OscFormatException(
                    "'" + text.charAt(open) + "' without its '" + close + "'", offset + open);
        }
        return at;
    }

    private static Piece.Run run(String text) {
        return new Piece.Run(text.codePoints().boxed().toList());
    }

    private static Piece choice(String inside) {
        List<Piece.Run> runs = new ArrayList<>();
        for (String word : inside.split(",", -1)) {
            runs.add(run(word));
        }
        return new Piece.Choice(List.copyOf(runs));
    }

    private static Piece set(String inside) {
        boolean negated = inside.startsWith("!");
        int[] members = inside.substring(negated ? 1 : 0).codePoints().toArray();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            if (i + 2 < members.length && members[i + 1] == '-') {
                int last = members[i + 2];
                ranges.add(new Range(Math.min(members[i], last), Math.max(members[i], last)));
                i += 2;
            } else {
                ranges.add(new Range(members[i], members[i]));
            }
        }
        return new Piece.Set(negated, List.copyOf(ranges));
    }
}
