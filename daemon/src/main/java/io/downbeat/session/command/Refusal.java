package io.downbeat.session.command;

import java.util.Locale;

/** A command cannot be carried out. Nothing has changed when this is thrown. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason, by the error codes of the contract. */
    public enum Code {
        UNKNOWN,
        NO_SUCH,
        AMBIGUOUS,
        MISSING,
        TYPE,
        RANGE,
        READ_ONLY,
        LOCKED,
        PATTERN,
        TIMETAG,
        OWNED,
        BUSY,
        GUARD,
        END,
        NOT_ALLOWED,
        NOT_YET,
        DISK,
        CHANGED_ON_DISK,
        SUPPRESSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Code code;

    /**
     * @param text what was wrong, what was expected, and what to do
     */
    public Refusal(Code code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** The refusal of a command whose object is not there any more. */
    public static Refusal gone(String kind, Object id) {
        return new Refusal(Code.NO_SUCH, "there is no " + kind + " " + id + " any more");
    }

    public Code code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
