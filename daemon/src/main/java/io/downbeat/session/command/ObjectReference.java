package io.downbeat.session.command;

/**
 * An object as an address wrote it: a position, a name, an id, or a pattern. It is resolved when
 * the command is handled, because a bundle may wait and the session may change before that.
 */
public record ObjectReference(String written, Kind kind) {

    /** How an address refers to objects. */
    public enum Kind {
        /** By position, name or id. */
        PLAIN,
        /** By a pattern. */
        PATTERN,
        /** All objects, because the address has no part for them, as in {@code /clip/stopall}. */
        ALL
    }

    /** The pattern that matches every object. */
    public static final ObjectReference EVERY = pattern("*");

    /** All objects, for an address that has no part for them. There may be none. */
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

    /** Whether it may mean more than one object. */
    public boolean pattern() {
        return kind != Kind.PLAIN;
    }
}
