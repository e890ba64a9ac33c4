package io.downbeat.persistence.json;

/** The text of an object or an array that is not made of its parts. */
interface ObjectOrArrayText {

    void appendTo(TextSink out);

    /** Whether there is no such text, because the value was edited: its parts are its text. */
    default boolean isNone() {
        return false;
    }
}
