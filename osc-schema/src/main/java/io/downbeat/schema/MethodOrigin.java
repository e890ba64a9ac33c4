package io.downbeat.schema;

/** Whether a method is written in the contract or derived from another one. */
public sealed interface MethodOrigin {
    /** Written in the contract. */
    record Plain() implements MethodOrigin {}

    /** Another spelling of its base, with the same captures in the same order. */
    record Alias(Method base) implements MethodOrigin {}

    /** Its base with the quantization in the address, for buttons that cannot send strings. */
    record Fixed(Method base, String quantizeWord) implements MethodOrigin {}

    /** The trigger that inverts its base. */
    record Toggle(Method base) implements MethodOrigin {}

    /** The form of its base that carries a word's index instead of the word. */
    record Index(Method base) implements MethodOrigin {}
}
