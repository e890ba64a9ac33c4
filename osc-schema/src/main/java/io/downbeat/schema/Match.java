package io.downbeat.schema;

import java.util.List;

/**
 * The method that an address fits, with what stood in its placeholders.
 *
 * @param captures the captured parts, in the order of {@link Method#captures()}
 */
public record Match(Method method, List<String> captures) {}
