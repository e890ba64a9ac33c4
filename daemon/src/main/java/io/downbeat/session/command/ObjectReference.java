package io.downbeat.session.command;

/**
 * An object as an address wrote it: its position, name or id, or a pattern over them. What it
 * stands for is decided when the command is obeyed, since a held bundle or an edit before it
 * changes that.
 */
public record ObjectReference(String written, Kind kind) {

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
    public static final ObjectReference EVERY = pattern("*");

    /** All objects of an address that has no place for them; there may be none. */
    public static final ObjectReference ALL = new ObjectReference("*", Kind.ALL);

    public static ObjectReference of(String written) {
        return new ObjectReference(written, Kind.PLAIN);
    }

    public static ObjectReference position(int position) {
        return of(Integer.toString(position));
    }

    public static ObjectReference pattern(String written) {
        return new ObjectReference(written, Kind.PATTERN);
    }

    /** Whether it may stand for any number of objects. */
    public boolean pattern() {
        return kind != Kind.PLAIN;
    }
}
