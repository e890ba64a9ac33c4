package io.downbeat.console.terminal;

/** What a person presses at the terminal. */
public enum Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    /** {@code q}, Ctrl-C, or the end of the input. */
    LEAVE
}
