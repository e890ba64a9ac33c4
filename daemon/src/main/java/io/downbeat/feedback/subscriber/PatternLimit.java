package io.downbeat.feedback.subscriber;

import io.downbeat.session.command.Refusal;

/** The most patterns that are kept, for those of {@code /subscribe} and those of LISTEN. */
enum PatternLimit {
    /**
     * More for one destination than the largest surface has controls. Each pattern holds up to 4 kB
     * of rows: 32 MB in all.
     */
    SUBSCRIBED(
            1024,
            128 * 1024,
            8192,
            2 * 1024 * 1024,
            "have",
            "patterns",
            "unsubscribe some, or let one pattern stand for several"),

    /**
     * A client of OSCQuery may listen to each address that it has found: there are 1,200 in a
     * session of twelve clips. Each holds up to 1 kB: 32 MB in all.
     */
    LISTENED(
            8192,
            512 * 1024,
            32 * 1024,
            2 * 1024 * 1024,
            "listen to",
            "addresses",
            "IGNORE some, or /subscribe to what is above them");

    private final int patternsOfOne;
    private final long charactersOfOne;
    private final int patternsOfAll;
    private final long charactersOfAll;
    private final String verb;
    private final String noun;
    private final String advice;

    PatternLimit(
            int patternsOfOne,
            long charactersOfOne,
            int patternsOfAll,
            long charactersOfAll,
            String verb,
            String noun,
            String advice) {
        this.patternsOfOne = patternsOfOne;
        this.charactersOfOne = charactersOfOne;
        this.patternsOfAll = patternsOfAll;
        this.charactersOfAll = charactersOfAll;
        this.verb = verb;
        this.noun = noun;
        this.advice = advice;
    }

    static PatternLimit of(SubscribedPattern pattern) {
        return pattern.includesBelow() ? SUBSCRIBED : LISTENED;
    }

    /** Throws {@link Refusal} if one destination would have too many. */
    void requireOfOne(PatternTotal total, String destination) {
        require(total, patternsOfOne, charactersOfOne, destination);
    }

    /** Throws {@link Refusal} if all destinations together would have too many. */
    void requireOfAll(PatternTotal total) {
        require(total, patternsOfAll, charactersOfAll, "all clients together");
    }

    /** Whether all destinations together may have so many. */
    boolean allows(PatternTotal total) {
        return total.patterns() <= patternsOfAll && total.characters() <= charactersOfAll;
    }

    private void require(PatternTotal total, int mostPatterns, long mostCharacters, String who) {
        if (total.patterns() > mostPatterns) {
            throw refusal(who, total.patterns() + " " + noun, mostPatterns);
        }
        if (total.characters() > mostCharacters) {
            String found = noun + " of " + total.characters() + " characters";
            throw refusal(who, found, mostCharacters);
        }
    }

    private Refusal refusal(String who, String found, long most) {
        return new Refusal(
                Refusal.Code.BUSY,
                "%s would %s %s; at most %d are kept: %s"
                        .formatted(who, verb, found, most, advice));
    }
}
