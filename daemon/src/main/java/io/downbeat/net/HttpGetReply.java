package io.downbeat.net;

import java.util.Map;

/**
 * The answer to a GET request.
 *
 * @param status 200, 404 ...
 * @param headers headers of this answer, such as the content type; those of every answer are added
 *     by {@link HttpListener}
 * @param body what is sent
 */
public record HttpGetReply(int status, Map<String, String> headers, HttpBody body) {

    /** The name of the header that says what a body is. */
    public static final String CONTENT_TYPE = "content-type";

    public HttpGetReply {
        headers = Map.copyOf(headers);
    }

    /** A reply of one content type. */
    public static HttpGetReply of(int status, String contentType, HttpBody body) {
        return new HttpGetReply(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    /** A plain text reply that says what is wrong. */
    public static HttpGetReply refusal(int status, String text) {
        return of(status, "text/plain; charset=utf-8", HttpBody.of(text + "\n"));
    }
}
