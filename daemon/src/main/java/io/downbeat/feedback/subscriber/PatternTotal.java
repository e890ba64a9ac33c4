package io.downbeat.feedback.subscriber;

/**
 * How many patterns there are, and how long they are together.
 *
 * @param patterns their number
 * @param characters the sum of their lengths
 */
record PatternTotal(int patterns, long characters) {
    static final PatternTotal NONE = new PatternTotal(0, 0);

    PatternTotal plus(PatternTotal other) {
        return new PatternTotal(patterns + other.patterns, characters + other.characters);
    }

    PatternTotal plus(SubscribedPattern added) {
        return new PatternTotal(patterns + 1, characters + added.text().length());
    }

    PatternTotal minus(SubscribedPattern removed) {
        return new PatternTotal(patterns - 1, characters - removed.text().length());
    }
}
