package io.downbeat.client;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import com.illposed.osc.argument.handler.StringArgumentHandler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Encodes and decodes messages: arguments with JavaOSC 0.8, addresses and bundles here.
 *
 * <p>JavaOSC refuses address patterns, which callers send, and lets one bad element spoil its
 * bundle. So it is given one message at a time, under an address that it takes; what it cannot read
 * is reported and skipped, whatever it throws. Time tags never pass through it: a bundle that is
 * sent says "at once", of one that comes the tag is skipped.
 *
 * <p>Not thread safe, as JavaOSC's parser is not.
 */
final class OscBytes {
    /** Bytes: the largest payload of a UDP datagram. */
    static final int DATAGRAM = 65_507;

    private static final String STAND_IN = "/a";
    private static final byte[] STAND_IN_BYTES = padded(STAND_IN);
    private static final byte[] BUNDLE = padded("#bundle");
    private static final long AT_ONCE = 1;
    private static final int DEEPEST = 16;

    private final OSCSerializerAndParserBuilder javaOsc =
            new OSCSerializerAndParserBuilder()
                    .addProperties(
                            Map.of(
                                    StringArgumentHandler.PROP_NAME_CHARSET,
                                    StandardCharsets.UTF_8));
    private final OSCParser parser = javaOsc.buildParser();

    /**
     * One message.
     *
     * @throws IllegalArgumentException if it is larger than a datagram or holds a {@link
     *     Argument.Shown}
     */
    byte[] encode(Message message) {
        ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM);
        List<Object> values = message.arguments().stream().map(OscValues::toJavaOsc).toList();
        try {
            BufferBytesReceiver out = new BufferBytesReceiver(buffer);
            javaOsc.buildSerializer(out).write(new OSCMessage(STAND_IN, values));
            byte[] written = out.toByteArray();
            return joined(
                    padded(message.address()),
                    Arrays.copyOfRange(written, STAND_IN_BYTES.length, written.length));
        } catch (OSCSerializeException | RuntimeException failed) {
            throw new IllegalArgumentException(
                    "cannot send " + message.address() + ": " + failed.getMessage(), failed);
        }
    }

    /** A bundle of these messages that takes effect at once, in one step. */
    byte[] encode(List<Message> messages) {
        List<byte[]> elements = messages.stream().map(this::encode).toList();
        int size = elements.stream().mapToInt(element -> Integer.BYTES + element.length).sum();
        ByteBuffer bundle = ByteBuffer.allocate(BUNDLE.length + Long.BYTES + size);
        bundle.put(BUNDLE).putLong(AT_ONCE);
        elements.forEach(element -> bundle.putInt(element.length).put(element));
        return bundle.array();
    }

    /**
     * Decodes the messages of a packet, those of bundles in order. Malformed parts go to {@code
     * odd} as a text; the rest is decoded.
     */
    List<Message> decode(byte[] packet, Consumer<String> odd) {
        List<Message> messages = new ArrayList<>();
        read(ByteBuffer.wrap(packet), new Reading(messages, odd), 0);
        return List.copyOf(messages);
    }

    private record Reading(List<Message> messages, Consumer<String> odd) {}

    private void read(ByteBuffer packet, Reading reading, int depth) {
        if (depth > DEEPEST) {
            reading.odd.accept("bundles nested deeper than " + DEEPEST);
        } else if (startsBundle(packet)) {
            readBundle(packet.position(packet.position() + BUNDLE.length), reading, depth);
        } else {
            readMessage(packet, reading);
        }
    }

    private void readBundle(ByteBuffer rest, Reading reading, int depth) {
        if (rest.remaining() < Long.BYTES) {
            reading.odd.accept("a bundle that ends before its time tag");
            return;
        }
        rest.getLong();
        while (rest.remaining() >= Integer.BYTES) {
            int size = rest.getInt();
            if (size < 0 || size > rest.remaining()) {
                reading.odd.accept("a bundle element of " + size + " bytes");
                return;
            }
            read(rest.slice(rest.position(), size), reading, depth + 1);
            rest.position(rest.position() + size);
        }
    }

    private void readMessage(ByteBuffer bytes, Reading reading) {
        try {
            String address = address(bytes);
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            OSCPacket packet = parser.convert(ByteBuffer.wrap(joined(STAND_IN_BYTES, rest)));
            if (packet instanceof OSCMessage message) {
                reading.messages.add(
                        new Message(address, OscValues.fromJavaOsc(message.getArguments())));
            } else {
                reading.odd.accept(address + " with a type that JavaOSC does not read");
            }
        } catch (OSCParseException | RuntimeException malformed) {
            reading.odd.accept("a malformed message: " + malformed);
        }
    }

    private static String address(ByteBuffer bytes) {
        int start = bytes.position();
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        String address = StandardCharsets.UTF_8.decode(bytes.slice(start, end - start)).toString();
        bytes.position(Math.min(bytes.limit(), start + aligned(end - start + 1)));
        return address;
    }

    private static boolean startsBundle(ByteBuffer packet) {
        return packet.remaining() >= BUNDLE.length
                && packet.slice(packet.position(), BUNDLE.length).equals(ByteBuffer.wrap(BUNDLE));
    }

    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, aligned(bytes.length + 1));
    }

    private static int aligned(int size) {
        return (size + 3) & ~3;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
