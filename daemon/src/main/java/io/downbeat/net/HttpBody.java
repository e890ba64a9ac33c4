package io.downbeat.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Iterator;

/** The body of an HTTP reply. */
public sealed interface HttpBody {

    /** No bytes at all, for a status that allows none. */
    Whole NONE = new Whole(ByteBuffer.allocate(0));

    /**
     * A body that is in memory already.
     *
     * @param bytes read only; several replies may share them
     */
    record Whole(ByteBuffer bytes) implements HttpBody {
        public Whole {
            bytes = bytes.asReadOnlyBuffer();
        }
    }

    /**
     * A body that is made while it is sent: the next part is asked for when the client has read
     * most of the parts before, on the connection's thread. A part that fails ends the connection,
     * so that the client sees that something is missing.
     *
     * @param parts each part is used before the next one is asked for, so they may share a buffer;
     *     parts should be some kilobytes, and take well under a millisecond
     */
    record Parts(Iterator<ByteBuffer> parts) implements HttpBody {}

    /** A text as UTF-8. */
    static Whole of(String text) {
        return new Whole(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
