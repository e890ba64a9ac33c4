package io.downbeat.feedback.subscriber;

import io.downbeat.session.command.Refusal;

/** The most patterns that are kept, for those of {@code /subscribe} and those of LISTEN. */
enum PatternLimit {
    /**
     * More for one destination than the largest surface has controls. Each pattern holds up to 4 kB
     * of rows: 32 MB in all.
     */
    SUBSCRIBED(
            new PatternTotal(1024, 128 * 1024),
            new PatternTotal(8192, 2 * 1024 * 1024),
            "have",
            "patterns",
            "unsubscribe some, or let one pattern stand for several"),

    /**
     * A client of OSCQuery may listen to each address that it has found: there are 1,200 in a
     * session of twelve clips. Each holds up to 1 kB: 32 MB in all.
     */
    LISTENED(
            new PatternTotal(8192, 512 * 1024),
            new PatternTotal(32 * 1024, 2 * 1024 * 1024),
            "listen to",
            "addresses",
            "IGNORE some, or /subscribe to what is above them");

    private final PatternTotal ofOne;
    private final PatternTotal ofAll;
    private final String verb;
    private final String noun;
    private final String advice;

    PatternLimit(PatternTotal ofOne, PatternTotal ofAll, String verb, String noun, String advice) {
        this.ofOne = ofOne;
        this.ofAll = ofAll;
        this.verb = verb;
        this.noun = noun;
        this.advice = advice;
    }

    static PatternLimit of(SubscribedPattern pattern) {
        return pattern.includesBelow() ? SUBSCRIBED : LISTENED;
    }

    /** Throws {@link Refusal} if one destination would have too many. */
    void requireOfOne(PatternTotal total, String destination) {
        require(total, ofOne, destination);
    }

    /** Throws {@link Refusal} if all destinations together would have too many. */
    void requireOfAll(PatternTotal total) {
        require(total, ofAll, "all clients together");
    }

    /** Whether all destinations together may have so many. */
    boolean allows(PatternTotal total) {
        return total.patterns() <= ofAll.patterns() && total.characters() <= ofAll.characters();
    }

    private void require(PatternTotal total, PatternTotal most, String who) {
        if (total.patterns() > most.patterns()) {
            throw refusal(who, total.patterns() + " " + noun, most.patterns());
        }
        if (total.characters() > most.characters()) {
            String found = noun + " of " + total.characters() + " characters";
            throw refusal(who, found, most.characters());
        }
    }

    private Refusal refusal(String who, String found, long most) {
        return new Refusal(
                Refusal.Code.BUSY,
                who
                        + " would "
                        + verb
                        + " "
                        + found
                        + "; at most "
                        + most
                        + " are kept: "
                        + advice);
    }
}
