package io.downbeat.schema;

/** A code of {@code /error}, with its meaning. */
public record ErrorCode(String code, String description) {}
