package io.downbeat.session;

/**
 * An object as an address wrote it: its position, name or id, or a pattern over them. What it
 * stands for is decided when the command is obeyed, since a held bundle or an edit before it
 * changes that.
 */
public record Ref(String written, boolean pattern) {

    /** What a pattern that takes every object is written as. */
    public static final Ref EVERY = new Ref("*", true);

    public static Ref of(String written) {
        return new Ref(written, false);
    }

    public static Ref position(int position) {
        return of(Integer.toString(position));
    }

    public static Ref pattern(String written) {
        return new Ref(written, true);
    }
}
