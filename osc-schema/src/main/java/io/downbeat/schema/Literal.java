package io.downbeat.schema;

/** A word of the contract that stands in an address as it is. */
public record Literal(String text) implements Part {}
