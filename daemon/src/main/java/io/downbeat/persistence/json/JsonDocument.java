package io.downbeat.persistence.json;

import io.downbeat.persistence.chunks.ChunkedBytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A JSON file: its value, the white space around it, and whether a byte order mark precedes it. */
public record JsonDocument(boolean marked, String before, JsonValue root, String after) {

    private static final char MARK = '\uFEFF';

    /**
     * The decoder writes this character for bytes that are not UTF-8. The text may also contain it.
     */
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Reads a file's bytes.
     *
     * @throws JsonSyntaxException if they are not UTF-8, or not one JSON value
     */
    public static JsonDocument of(byte[] bytes) throws JsonSyntaxException {
        String all = decoded(bytes);
        boolean marked = !all.isEmpty() && all.charAt(0) == MARK;
        JsonReader.WholeText wholeText = JsonReader.read(marked ? all.substring(1) : all);
        return new JsonDocument(marked, wholeText.before(), wholeText.value(), wholeText.after());
    }

    /**
     * The root as an object.
     *
     * @throws ClassCastException if it is not an object
     */
    public JsonObject object() {
        return (JsonObject) root;
    }

    /** The same file with another value. */
    JsonDocument with(JsonValue changed) {
        return changed == root ? this : new JsonDocument(marked, before, changed, after);
    }

    /** The file's text, without a byte order mark. */
    public String text() {
        var out = new StringBuilder();
        appendTo(out::append);
        return out.toString();
    }

    /** The file's bytes. */
    public ChunkedBytes bytes() {
        var out = new ChunkedBytes();
        var utf8 = new Utf8Sink(out);
        if (marked) {
            utf8.append(String.valueOf(MARK));
        }
        appendTo(utf8);
        return out;
    }

    private void appendTo(TextSink sink) {
        sink.append(before);
        root.appendTo(sink);
        sink.append(after);
    }

    /** Encodes text as UTF-8, some thousand characters at a time. */
    private record Utf8Sink(ChunkedBytes out) implements TextSink {

        private static final int MOST_CHARS = 8_192;

        /** Characters below are one byte that is their number. */
        private static final char FIRST_NOT_ASCII = 0x80;

        @Override
        public void append(String text, int start, int end) {
            int from = start;
            while (from < end && text.charAt(from) < FIRST_NOT_ASCII) {
                out.write(text.charAt(from));
                from++;
            }
            while (from < end) {
                int to = Math.min(end, from + MOST_CHARS);
                // The two halves of a character beyond 16 bits are encoded together.
                if (to < end && Character.isHighSurrogate(text.charAt(to - 1))) {
                    to--;
                }
                byte[] encoded = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
                out.write(encoded, 0, encoded.length);
                from = to;
            }
        }
    }

    /** A large file is copied only once; it is read again only if it may not be UTF-8. */
    private static String decoded(byte[] bytes) throws JsonSyntaxException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(bytes);
        }
        return text;
    }

    private static void checkUtf8(byte[] bytes) throws JsonSyntaxException {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        out.flip();
        if (result.isError()) {
            int line = Math.toIntExact(out.chars().filter(c -> c == '\n').count()) + 1;
            int column = out.length() - out.toString().lastIndexOf('\n');
            throw new JsonSyntaxException("not UTF-8 text; save the file as UTF-8", line, column);
        }
    }
}
