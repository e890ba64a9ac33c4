package io.downbeat.session;

/**
 * An object as an address wrote it: its position, name or id, or a pattern over them. What it
 * stands for is decided when the command is obeyed, since a held bundle or an edit before it
 * changes that.
 */
public record Ref(String written, Kind kind) {

    /** The ways in which an address speaks of objects. */
    public enum Kind {
        /** By position, name or id. */
        PLAIN,
        /** By a pattern. */
        PATTERN,
        /** By saying nothing of them, as {@code /clip/stopall} and {@code /output/enabled} do. */
        ALL
    }

    /** What a pattern that takes every object is written as. */
    public static final Ref EVERY = pattern("*");

    /** All objects of an address that has no place for them; there may be none. */
    public static final Ref ALL = new Ref("*", Kind.ALL);

    public static Ref of(String written) {
        return new Ref(written, Kind.PLAIN);
    }

    public static Ref position(int position) {
        return of(Integer.toString(position));
    }

    public static Ref pattern(String written) {
        return new Ref(written, Kind.PATTERN);
    }

    /** Whether it may stand for any number of objects. */
    public boolean pattern() {
        return kind != Kind.PLAIN;
    }
}
