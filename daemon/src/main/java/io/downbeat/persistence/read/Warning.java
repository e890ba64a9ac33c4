package io.downbeat.persistence.read;

import java.util.List;

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

    /** Warnings as {@code check} prints them: a line each, nothing if there are none. */
    public static String report(List<Warning> warnings) {
        var report = new StringBuilder();
        warnings.forEach(warning -> report.append(warning.line()).append('\n'));
        return report.toString();
    }
}
