package io.downbeat.session.command;

/** The sender of a request: the text of a peer, or the program itself. */
public record RequestSender(String text) {

    /** What the program does by itself, a follow action or a signal from the terminal. */
    public static final RequestSender DAEMON = new RequestSender("downbeat");
}
