package io.downbeat.persistence.json;

/** Receives the text of a value piece by piece, in order. */
@FunctionalInterface
public interface TextSink {

    /** Receives the characters of {@code text} from {@code start} to before {@code end}. */
    void append(String text, int start, int end);

    default void append(String text) {
        append(text, 0, text.length());
    }
}
