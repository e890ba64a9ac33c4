package io.downbeat.oscquery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * A response to an OSCQuery client.
 *
 * @param status the HTTP status: 200, 204, 400, 404
 * @param contentType the HTTP content type
 * @param parts the content, made while it is sent
 */
public record OscQueryResponse(int status, String contentType, Iterator<ByteBuffer> parts) {

    static OscQueryResponse json(Iterator<ByteBuffer> parts) {
        return new OscQueryResponse(200, "application/json", parts);
    }

    static OscQueryResponse json(String text) {
        return json(List.of(UTF_8.encode(text)).iterator());
    }

    /** The attribute exists, but not here. */
    static OscQueryResponse noContent() {
        return new OscQueryResponse(204, "application/json", List.<ByteBuffer>of().iterator());
    }

    static OscQueryResponse refusal(int status, String text) {
        return new OscQueryResponse(
                status, "text/plain; charset=utf-8", List.of(UTF_8.encode(text + "\n")).iterator());
    }
}
