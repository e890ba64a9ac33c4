package io.downbeat.client;

/**
 * The daemon's {@code /error} answer to a refused message.
 *
 * @param address of the refused message
 * @param code a word of the contract, such as {@code no-such} or {@code range}
 * @param text what was wrong, what was expected, and the nearest valid spelling
 */
public record Refusal(String address, String code, String text) {
    static Refusal of(Message error) {
        return new Refusal(word(error, 0), word(error, 1), word(error, 2));
    }

    private static String word(Message error, int index) {
        return index < error.arguments().size() ? error.text(index) : "";
    }
}
