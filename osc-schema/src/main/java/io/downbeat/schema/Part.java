package io.downbeat.schema;

/** One part of an address template, between two slashes. */
public sealed interface Part permits Literal, Placeholder {
    /** The part as the template spells it. */
    String text();
}
