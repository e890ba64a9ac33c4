package io.downbeat.schema;

/** One code that an {@code /error} can carry, with what it means. */
public record ErrorCode(String code, String description) {}
