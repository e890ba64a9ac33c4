package io.downbeat.schema;

import java.util.Arrays;

/**
 * How different two address parts are. A wrong, missing or extra letter costs 2, and so do two
 * swapped letters; a wrong case costs 1. Words that differ in more than two fifths of their letters
 * are no misspellings of each other.
 */
final class Distance {
    /**
     * The cost of inserting the position of an object that the address leaves out: less than a
     * word.
     */
    static final int OF_MISSING_NAME = 5;

    /** More than the cost of replacing the longest address. */
    private static final int FAR = 10_000;

    private static final int LETTER = 2;
    private static final int CASE = 1;
    private static final int OBJECT_NAME = 3;
    private static final int ANY_NAME = 4;
    private static final int LONGEST_WORD = 32;

    private Distance() {}

    /** The cost of leaving out or inserting a word. */
    static int ofMissing(String word) {
        return LETTER * word.length() + 1;
    }

    /**
     * The cost of taking a part as an object's name: none for a position, most where any name is
     * allowed.
     */
    static int ofName(String part, Placeholder.Kind kind) {
        if (!kind.positional()) {
            return ANY_NAME;
        }
        return Character.isDigit(part.charAt(0)) ? 0 : OBJECT_NAME;
    }

    static int between(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        if (one.length() > LONGEST_WORD || other.length() > LONGEST_WORD) {
            return FAR;
        }
        int difference = letters(one, other);
        return 5 * difference <= 4 * Math.max(one.length(), other.length()) ? difference : FAR;
    }

    /** Damerau's edit distance: letters left out, inserted, replaced, and neighbours swapped. */
    private static int letters(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        Arrays.setAll(costs[0], at -> LETTER * at);
        for (int i = 1; i <= one.length(); i++) {
            costs[i][0] = LETTER * i;
            for (int j = 1; j <= other.length(); j++) {
                costs[i][j] = cheapest(costs, one, other, i, j);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cheapest(int[][] costs, String one, String other, int i, int j) {
        char a = one.charAt(i - 1);
        char b = other.charAt(j - 1);
        int least = costs[i - 1][j - 1] + ofLetters(a, b);
        least = Math.min(least, costs[i - 1][j] + LETTER);
        least = Math.min(least, costs[i][j - 1] + LETTER);
        boolean turned = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
        return turned ? Math.min(least, costs[i - 2][j - 2] + LETTER) : least;
    }

    private static int ofLetters(char a, char b) {
        if (a == b) {
            return 0;
        }
        return Character.toLowerCase(a) == Character.toLowerCase(b) ? CASE : LETTER;
    }
}
