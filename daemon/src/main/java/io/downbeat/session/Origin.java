package io.downbeat.session;

/** Who asked for something: the text of a peer, or the program itself. */
public record Origin(String text) {

    /** What the program does by itself, a follow action or a signal from the terminal. */
    public static final Origin DAEMON = new Origin("downbeat");
}
