package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the messages of one output into datagrams: in bundles of at most 1432 bytes, or one by one
 * if the receiver reads no bundles. A single message that is larger goes alone and whole.
 *
 * @param bundles false for a receiver that reads no bundles
 */
record DatagramPacker(boolean bundles) {

    /** The most bytes in a datagram: contract, rule 10. */
    static final int DATAGRAM_BYTES = 1432;

    /** The bytes that remain in a bundle for its messages, each with its size. */
    static final int BUNDLE_ROOM = DATAGRAM_BYTES - OscWriter.BUNDLE_HEAD;

    /** The offset of the first message in a bundle, behind its size. */
    private static final int FIRST_MESSAGE = OscWriter.BUNDLE_HEAD + Integer.BYTES;

    /** Packs messages into one bundle, or into several with the same tag. */
    List<ByteBuffer> packed(List<EncodedMessages> all, OscTimetag tag) {
        return bundles ? bundled(all, tag) : single(all);
    }

    /** Packs messages; a single message goes without a bundle. */
    List<ByteBuffer> packedUnlessSingle(EncodedMessages all) {
        if (all.count() == 0) {
            return List.of();
        }
        return all.count() == 1
                ? List.of(messageAlone(all))
                : packed(List.of(all), OscTimetag.IMMEDIATE);
    }

    /**
     * Packs messages; a single message goes without a bundle, several go in bundles, so that they
     * act at once.
     */
    List<ByteBuffer> packedUnlessSingle(List<EncodedMessages> all) {
        int count = 0;
        for (EncodedMessages encodedMessages : all) {
            count += encodedMessages.count();
        }
        return count == 1 ? single(all) : packed(all, OscTimetag.IMMEDIATE);
    }

    private static List<ByteBuffer> bundled(List<EncodedMessages> all, OscTimetag tag) {
        var datagrams = new ArrayList<ByteBuffer>();
        ByteBuffer open = ByteBuffer.allocate(0);
        int left = total(all);
        for (EncodedMessages encodedMessages : all) {
            ByteBuffer from = encodedMessages.bytes();
            while (from.hasRemaining()) {
                int size = Integer.BYTES + from.getInt(from.position());
                if (size > open.remaining()) {
                    finish(open, datagrams);
                    open = openBundle(Math.max(size, Math.min(left, BUNDLE_ROOM)), tag);
                }
                open.put(from.slice(from.position(), size));
                from.position(from.position() + size);
                left -= size;
            }
        }
        finish(open, datagrams);
        return datagrams;
    }

    private static ByteBuffer messageAlone(EncodedMessages single) {
        ByteBuffer bytes = single.bytes();
        return bytes.slice(bytes.position() + Integer.BYTES, bytes.getInt(bytes.position()));
    }

    private static List<ByteBuffer> single(List<EncodedMessages> all) {
        var datagrams = new ArrayList<ByteBuffer>();
        for (EncodedMessages encodedMessages : all) {
            ByteBuffer from = encodedMessages.bytes();
            while (from.hasRemaining()) {
                int size = from.getInt();
                datagrams.add(from.slice(from.position(), size));
                from.position(from.position() + size);
            }
        }
        return datagrams;
    }

    private static int total(List<EncodedMessages> all) {
        int total = 0;
        for (EncodedMessages encodedMessages : all) {
            total += encodedMessages.bytes().remaining();
        }
        return total;
    }

    private static ByteBuffer openBundle(int room, OscTimetag tag) {
        ByteBuffer bundle = ByteBuffer.allocate(OscWriter.BUNDLE_HEAD + room);
        new OscWriter(bundle).beginBundle(tag.ntp());
        return bundle;
    }

    private static void finish(ByteBuffer bundle, List<ByteBuffer> datagrams) {
        if (bundle.position() == 0) {
            return;
        }
        bundle.flip();
        boolean tooLarge = bundle.limit() > DATAGRAM_BYTES;
        boolean untagged = bundle.getLong(Long.BYTES) == OscTimetag.IMMEDIATE.ntp();
        datagrams.add(tooLarge && untagged ? bundle.position(FIRST_MESSAGE).slice() : bundle);
    }
}
