package io.downbeat.link.wire;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a decoded datagram. Of two values of one kind the last counts. */
record DecodedDatagramEntries(Map<DatagramEntryKind, ByteBuffer> values) {

    /**
     * Decodes the rest of a datagram. Unknown kinds are skipped.
     *
     * @return empty if an entry is cut short or a known one has a wrong size
     */
    static Optional<DecodedDatagramEntries> read(ByteBuffer in, Set<DatagramEntryKind> known) {
        Map<DatagramEntryKind, ByteBuffer> values = new EnumMap<>(DatagramEntryKind.class);
        while (in.hasRemaining()) {
            if (in.remaining() < DatagramEntryKind.HEAD) {
                return Optional.empty();
            }
            int key = in.getInt();
            int size = in.getInt();
            if (size < 0 || size > in.remaining()) {
                return Optional.empty();
            }
            for (DatagramEntryKind kind : known) {
                if (kind.isKey(key)) {
                    if (kind.size() != size) {
                        return Optional.empty();
                    }
                    values.put(kind, in.slice(in.position(), size));
                }
            }
            in.position(in.position() + size);
        }
        return Optional.of(new DecodedDatagramEntries(values));
    }

    /** The value of a kind; all zero if the datagram has none. */
    ByteBuffer value(DatagramEntryKind kind) {
        ByteBuffer value = values.get(kind);
        return value == null ? ByteBuffer.allocate(kind.size()) : value.duplicate();
    }
}
