package io.downbeat.persistence;

/**
 * Something odd in a file that could be read all the same.
 *
 * @param path where it stands, as {@code session.scenes[2].assignments.tr_bass}
 * @param text what is wrong there and what is made of it
 */
public record Warning(String path, String text) {

    /** The warning as a line of text. */
    public String line() {
        return path + ": " + text;
    }
}
