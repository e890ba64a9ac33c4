package io.downbeat.persistence.journal;

/** A journal that is whole but not of the form that this program knows. */
final class JournalFormatException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JournalFormatException(String text) {
        super(text);
    }

    JournalFormatException(String text, Throwable cause) {
        super(text, cause);
    }
}
