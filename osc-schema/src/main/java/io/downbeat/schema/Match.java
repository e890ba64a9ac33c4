package io.downbeat.schema;

import java.util.List;

/**
 * The method of an address, and the parts at its placeholders.
 *
 * @param captures in the order of {@link Method#captures()}
 */
public record Match(Method method, List<String> captures) {}
