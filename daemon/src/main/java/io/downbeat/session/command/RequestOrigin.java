package io.downbeat.session.command;

/** The sender of a request: the text of a peer, or the program itself. */
public record RequestOrigin(String text) {

    /** What the program does by itself, a follow action or a signal from the terminal. */
    public static final RequestOrigin DAEMON = new RequestOrigin("downbeat");
}
