package io.downbeat.client;

/**
 * What the daemon answers to a message that it does not obey, its {@code /error}.
 *
 * @param address what was sent
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
