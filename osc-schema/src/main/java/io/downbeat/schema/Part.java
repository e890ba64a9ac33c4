package io.downbeat.schema;

/** One part of an address template, between two slashes. */
public sealed interface Part permits Literal, Placeholder {
    /** The part as in the template. */
    String text();
}
