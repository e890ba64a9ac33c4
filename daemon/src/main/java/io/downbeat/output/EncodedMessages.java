package io.downbeat.output;

import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.model.ParameterValueList;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Encoded messages, each with its size before it, as in a bundle. Immutable, so that several
 * packets share them; only a {@link Encoder} that is cleared overwrites its buffer.
 */
final class EncodedMessages {

    private final ByteBuffer bytes;
    private final int count;

    private EncodedMessages(ByteBuffer bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    static EncodedMessages of(List<OscMessage> messages) {
        var encoder = new Encoder();
        for (OscMessage message : messages) {
            encoder.add(message);
        }
        return encoder.build();
    }

    int count() {
        return count;
    }

    /** The bytes, from position to limit, in a view of the caller's own. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Encodes messages, one behind the other. */
    static final class Encoder {
        private ByteBuffer bytes = ByteBuffer.allocate(256);
        private OscWriter writer = new OscWriter(bytes);
        private int count;

        int size() {
            return writer.size();
        }

        int count() {
            return count;
        }

        Encoder add(ParameterEncoder form, ParameterValueList values, int index) {
            ensureRoom(form.size(values, index));
            int mark = writer.beginElement();
            form.write(writer, values, index);
            return end(mark);
        }

        Encoder add(OscMessage message) {
            ensureRoom(OscCodec.size(message));
            int mark = writer.beginElement();
            writer.packet(message);
            return end(mark);
        }

        /** Begins again; the bytes that {@link #build} has returned are overwritten. */
        void clear() {
            rewind(0, 0);
        }

        /** Goes back to an earlier size and number of messages. */
        void rewind(int earlierSize, int earlierCount) {
            writer.rewind(earlierSize);
            count = earlierCount;
        }

        EncodedMessages build() {
            return new EncodedMessages(writer.written(), count);
        }

        private Encoder end(int mark) {
            writer.endElement(mark);
            count++;
            return this;
        }

        private void ensureRoom(int messageBytes) {
            int needed = messageBytes + Integer.BYTES;
            if (writer.hasRoom(needed)) {
                return;
            }
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(bytes.capacity() * 2, writer.size() + needed));
            larger.put(writer.written());
            bytes = larger;
            writer = new OscWriter(larger.duplicate().position(0));
            writer.rewind(larger.position());
        }
    }
}
