package io.downbeat.schema;

/** A fixed word in an address template. */
public record Literal(String text) implements Part {}
