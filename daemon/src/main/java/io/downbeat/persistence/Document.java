package io.downbeat.persistence;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A graph file's text as it was loaded, and what it says as a tree of spans over that text.
 *
 * @param marked true if the file began with a byte order mark, which is no part of the text
 */
record Document(String text, Json.Dict root, boolean marked) {

    private static final char MARK = '\uFEFF';

    /** What stands in a decoded text for bytes that are not UTF-8, or for itself. */
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Reads a file's bytes.
     *
     * @param name what the file is called in messages
     * @throws GraphRefused if they are not UTF-8, not JSON, or not a JSON object
     */
    static Document of(String name, byte[] bytes) {
        String all = decoded(name, bytes);
        boolean marked = !all.isEmpty() && all.charAt(0) == MARK;
        return parsed(name, marked ? all.substring(1) : all, marked);
    }

    /** The same file with another text. */
    Document with(String changed) {
        return changed.equals(text) ? this : parsed("the text to save", changed, marked);
    }

    byte[] bytes() {
        return (marked ? MARK + text : text).getBytes(StandardCharsets.UTF_8);
    }

    String written(Json value) {
        return text.substring(value.start(), value.end());
    }

    private static Document parsed(String name, String text, boolean marked) {
        try {
            Json root = JsonTree.of(text);
            if (root instanceof Json.Dict dict) {
                return new Document(text, dict, marked);
            }
            throw new GraphRefused(
                    name
                            + ": a graph file is one JSON object { ... }, this one holds "
                            + root.kind()
                            + "; open a file that was saved as a graph");
        } catch (JsonTree.NotJson e) {
            throw new GraphRefused(
                    "%s:%d:%d: not JSON: %s; mend the file there or open another one"
                            .formatted(name, e.line(), e.column(), e.what()));
        }
    }

    /** A large file is not copied more than once: only one that may not be UTF-8 is read again. */
    private static String decoded(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(name, bytes);
        }
        return text;
    }

    private static void checkUtf8(String name, byte[] bytes) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        out.flip();
        if (result.isError()) {
            long line = out.chars().filter(c -> c == '\n').count() + 1;
            int column = out.length() - out.toString().lastIndexOf('\n');
            throw new GraphRefused(
                    "%s:%d:%d: not UTF-8 text; save the file as UTF-8"
                            .formatted(name, line, column));
        }
    }
}
