package io.downbeat.schema;

/** How a method came to be: written out in the contract, or derived from a method that is. */
public sealed interface Form {
    /** Written out. */
    record Plain() implements Form {}

    /** Another spelling of its base, with the same captures in the same order. */
    record Alias(Method base) implements Form {}

    /** Its base with the quantization in the address, for buttons that send no strings. */
    record Fixed(Method base, String quantizeWord) implements Form {}

    /** The trigger that turns its base over. */
    record Toggle(Method base) implements Form {}

    /** The mirror of its base that carries a word's index instead of the word. */
    record Index(Method base) implements Form {}
}
