package io.downbeat.osc;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes packets. Every size is checked against the bytes that are there. */
final class PacketDecoder {
    /** The head of a bundle and the size of its first element, in bytes. */
    private static final int BEFORE_AN_ELEMENT = OscWireFormat.BUNDLE_HEAD + Integer.BYTES;

    private final StringCache strings = new StringCache();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private int start;
    private int at;
    private int end;
    private @Nullable List<UnreadableElement> unreadable;

    /** Decodes everything between position and limit; both stay. */
    OscPacket decode(ByteBuffer packet) {
        unreadable = null;
        begin(packet);
        checkSize(end - start, "packet");
        return packet(end, 0);
    }

    /** As {@link #decode}, but leaves out unreadable elements and reports them. */
    DecodedPacket read(ByteBuffer packet) {
        List<UnreadableElement> leftOut = new ArrayList<>(0);
        unreadable = leftOut;
        try {
            begin(packet);
            if (at == end || in.get(at) != '#') {
                checkSize(end - start, "packet");
            }
            return new DecodedPacket(Optional.of(packet(end, 0)), leftOut);
        } catch (OscFormatException problem) {
            leftOut.add(new UnreadableElement(address(start, end), text(problem)));
            return new DecodedPacket(Optional.empty(), leftOut);
        }
    }

    private void begin(ByteBuffer packet) {
        in = packet;
        start = packet.position();
        at = start;
        end = packet.limit();
        if (packet.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("OSC is big-endian, this buffer is not");
        }
        if (end - start > OscWireFormat.MAX_PACKET) {
            throw problem(
                    "packet of " + (end - start) + " bytes, at most " + OscWireFormat.MAX_PACKET);
        }
    }

    private OscPacket packet(int limit, int depth) {
        return switch (in.get(at)) {
            case '/' -> message(limit);
            case '#' -> bundle(limit, depth);
            default -> throw problem("expected '/' or #bundle, got " + shown(in.get(at)));
        };
    }

    private OscBundle bundle(int limit, int depth) {
        if (limit - at < OscWireFormat.BUNDLE_HEAD || in.getLong(at) != OscWireFormat.BUNDLE) {
            throw problem("expected #bundle and 8 bytes of time tag");
        }
        if (depth == OscWireFormat.MAX_DEPTH) {
            throw problem("bundles nested deeper than " + OscWireFormat.MAX_DEPTH);
        }
        OscTimetag timetag = new OscTimetag(in.getLong(at + Long.BYTES));
        at += OscWireFormat.BUNDLE_HEAD;
        List<OscPacket> packets = new ArrayList<>();
        while (at < limit) {
            int from = at;
            int elementEnd;
            try {
                elementEnd = elementEnd(limit);
            } catch (OscFormatException problem) {
                // After a wrong size it is unknown where the next element begins.
                leaveOut(Math.min(from + Integer.BYTES, limit), limit, problem);
                break;
            }
            element(elementEnd, depth + 1, packets);
            at = elementEnd;
        }
        return new OscBundle(timetag, packets);
    }

    /** Reads the size of an element, and returns where that ends. */
    private int elementEnd(int limit) {
        int size = in.getInt(need(Integer.BYTES, limit, "bundle element size"));
        if (size != 0) {
            checkSize(size, "bundle element");
        }
        if (size > limit - at) {
            throw problem("bundle element of " + size + " bytes, " + (limit - at) + " left");
        }
        return at + size;
    }

    /**
     * Decodes one element. Its size gives its end, so an unreadable element does not affect others.
     */
    private void element(int elementEnd, int depth, List<OscPacket> into) {
        int from = at;
        try {
            checkSize(elementEnd - from, "bundle element");
            into.add(packet(elementEnd, depth));
        } catch (OscFormatException problem) {
            leaveOut(from, elementEnd, problem);
        }
    }

    private void leaveOut(int from, int limit, OscFormatException problem) {
        if (unreadable == null) {
            throw problem;
        }
        unreadable.add(new UnreadableElement(address(from, limit), text(problem)));
    }

    /**
     * The address of an unreadable message, or of the first message in an unreadable bundle; empty
     * if there is none.
     */
    private String address(int begin, int limit) {
        int from = begin;
        while (limit - from > BEFORE_AN_ELEMENT && in.getLong(from) == OscWireFormat.BUNDLE) {
            from += BEFORE_AN_ELEMENT;
        }
        if (from >= limit || in.get(from) != '/') {
            return "";
        }
        for (int i = from; i < limit; i++) {
            if (in.get(i) == 0) {
                return strings.text(in, from, i);
            }
        }
        return "";
    }

    private static String text(OscFormatException problem) {
        return String.valueOf(problem.getMessage());
    }

    private OscMessage message(int limit) {
        String address = string(limit, "address");
        if (at == limit) {
            return new OscMessage(address, List.of());
        }
        if (in.get(at) != ',') {
            throw problem("expected a type tag string (','), got " + shown(in.get(at)));
        }
        int tags = at + 1;
        int tagsEnd = stringEnd(limit, "type tag string");
        at = start + OscWireFormat.padded(tagsEnd + 1 - start);
        if (tagsEnd - tags == 0) {
            return new OscMessage(address, List.of());
        }
        return new OscMessage(address, arguments(tags, tagsEnd, limit));
    }

    private List<OscArgument> arguments(int tags, int tagsEnd, int limit) {
        if (tagsEnd - tags == 1 && in.get(tags) != '[' && in.get(tags) != ']') {
            // The most frequent message, from faders: it is decoded without intermediate lists.
            return List.of(argument(tags, limit));
        }
        ArrayArgumentsBuilder arrayArgumentsBuilder = new ArrayArgumentsBuilder();
        for (int i = tags; i < tagsEnd; i++) {
            switch (in.get(i)) {
                case '[' -> arrayArgumentsBuilder.open(i - start);
                case ']' -> arrayArgumentsBuilder.close(i - start);
                default -> arrayArgumentsBuilder.add(argument(i, limit));
            }
        }
        return arrayArgumentsBuilder.finished(tagsEnd - start);
    }

    private OscArgument argument(int tag, int limit) {
        return switch (in.get(tag)) {
            case 'i' -> new OscArgument.Int32(int32(limit));
            case 'f' -> new OscArgument.Float32(Float.intBitsToFloat(int32(limit)));
            case 's' -> new OscArgument.Text(string(limit, "string"));
            case 'b' -> blob(limit);
            case 'h' -> new OscArgument.Int64(int64(limit));
            case 't' -> new OscArgument.Time(new OscTimetag(int64(limit)));
            case 'd' -> new OscArgument.Float64(Double.longBitsToDouble(int64(limit)));
            case 'S' -> new OscArgument.Symbol(string(limit, "symbol"));
            case 'c' -> new OscArgument.Char(int32(limit));
            case 'r' -> new OscArgument.Rgba(int32(limit));
            case 'm' -> new OscArgument.Midi(int32(limit));
            case 'T' -> OscArgument.Bool.TRUE;
            case 'F' -> OscArgument.Bool.FALSE;
            case 'N' -> OscArgument.Nil.NIL;
            case 'I' -> OscArgument.Impulse.IMPULSE;
            default ->
                    throw new OscFormatException(
                            "unknown type tag " + shown(in.get(tag)), tag - start);
        };
    }

    private int int32(int limit) {
        return in.getInt(need(Integer.BYTES, limit, "4-byte argument"));
    }

    private long int64(int limit) {
        return in.getLong(need(Long.BYTES, limit, "8-byte argument"));
    }

    private OscArgument blob(int limit) {
        int size = in.getInt(need(Integer.BYTES, limit, "blob size"));
        if (size < 0 || size > limit - at) {
            throw problem("blob of " + size + " bytes, " + (limit - at) + " left");
        }
        byte[] bytes = new byte[size];
        in.get(at, bytes);
        // The limit is a multiple of four away, so the padding is before it.
        at += OscWireFormat.padded(size);
        return OscArgument.Blob.owning(bytes);
    }

    private String string(int limit, String what) {
        int from = at;
        int to = stringEnd(limit, what);
        at = start + OscWireFormat.padded(to + 1 - start);
        return strings.text(in, from, to);
    }

    private int stringEnd(int limit, String what) {
        for (int i = at; i < limit; i++) {
            if (in.get(i) == 0) {
                return i;
            }
        }
        throw problem(what + " without its ending NUL");
    }

    /** Skips this many bytes and returns where they begin. */
    private int need(int bytes, int limit, String what) {
        if (limit - at < bytes) {
            throw problem(what + " cut short: " + (limit - at) + " bytes left");
        }
        int here = at;
        at += bytes;
        return here;
    }

    private void checkSize(int size, String what) {
        if (size <= 0 || size % 4 != 0) {
            throw problem(what + " of " + size + " bytes, expected a positive multiple of 4");
        }
    }

    private OscFormatException problem(String text) {
        return new OscFormatException(text, at - start);
    }

    private static String shown(byte b) {
        return b > ' ' && b < 0x7f ? "'" + (char) b + "'" : String.format("byte 0x%02x", b);
    }
}
