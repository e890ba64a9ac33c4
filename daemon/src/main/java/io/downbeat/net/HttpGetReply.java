package io.downbeat.net;

/**
 * The answer to a GET request.
 *
 * @param status 200, 404 ...
 * @param contentType as HTTP spells it
 * @param body sent as UTF-8
 */
public record HttpGetReply(int status, String contentType, String body) {

    /** A plain text reply that says what is wrong. */
    public static HttpGetReply refusal(int status, String text) {
        return new HttpGetReply(status, "text/plain; charset=utf-8", text + "\n");
    }
}
