package io.downbeat.persistence.read;

import java.util.List;

/**
 * A mistake in a file that can still be read.
 *
 * @param path its place, as {@code session.scenes[2].assignments.tr_bass}
 * @param text what is wrong there and how it is read
 */
public record Warning(String path, String text) {

    /** The warning as a line of text. */
    public String line() {
        return path + ": " + text;
    }

    /** Warnings as {@code check} prints them, one on each line; empty if there are none. */
    public static String report(List<Warning> warnings) {
        var report = new StringBuilder();
        warnings.forEach(warning -> report.append(warning.line()).append('\n'));
        return report.toString();
    }
}
