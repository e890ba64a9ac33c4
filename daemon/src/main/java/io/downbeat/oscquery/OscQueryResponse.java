package io.downbeat.oscquery;

import java.util.function.Supplier;

/**
 * A response to an OSCQuery client.
 *
 * @param status the HTTP status: 200, 404
 * @param contentType the HTTP content type
 * @param body the content
 */
public record OscQueryResponse(int status, String contentType, String body) {
    private static final String HOST_INFO = "HOST_INFO";

    /**
     * The answer to a GET request: the host description on every path, and 404 for everything else.
     *
     * @param query the text after the question mark; empty is none
     */
    public static OscQueryResponse to(String path, String query, Supplier<HostInfo> host) {
        if (query.equals(HOST_INFO)) {
            return new OscQueryResponse(200, "application/json", host.get().json());
        }
        String text = "nothing at %s; /?%s is answered\n".formatted(path, HOST_INFO);
        return new OscQueryResponse(404, "text/plain; charset=utf-8", text);
    }
}
