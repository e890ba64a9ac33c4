package io.downbeat.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelled word probably means. */
public final class NearestWord {
    private NearestWord() {}

    /**
     * The most similar of {@code known}, ignoring case. At most a third of the word's letters (but
     * at least two) may differ.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        int best = Math.max(2, word.length() / 3) + 1;
        String nearest = "";
        for (String candidate : known) {
            if (Math.abs(word.length() - candidate.length()) >= best) {
                continue;
            }
            int distance =
                    distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** The Levenshtein distance: insertions, deletions and replacements of one letter. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
