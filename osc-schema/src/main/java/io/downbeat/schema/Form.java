package io.downbeat.schema;

/** Whether a method is written in the contract or derived from another one. */
public sealed interface Form {
    /** Written in the contract. */
    record Plain() implements Form {}

    /** Another spelling of its base, with the same captures in the same order. */
    record Alias(Method base) implements Form {}

    /** Its base with the quantization in the address, for buttons that cannot send strings. */
    record Fixed(Method base, String quantizeWord) implements Form {}

    /** The trigger that inverts its base. */
    record Toggle(Method base) implements Form {}

    /** The form of its base that carries a word's index instead of the word. */
    record Index(Method base) implements Form {}
}
