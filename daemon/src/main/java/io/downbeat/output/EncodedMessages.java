package io.downbeat.output;

import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.model.Snapshot;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Encoded messages, each with its size before it, as in a bundle. Immutable, so that several
 * packets share them; only a {@link Writing} that is cleared overwrites its buffer.
 */
final class EncodedMessages {

    private final ByteBuffer bytes;
    private final int count;

    private EncodedMessages(ByteBuffer bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    static EncodedMessages of(List<OscMessage> messages) {
        var writing = new Writing();
        for (OscMessage message : messages) {
            writing.add(message);
        }
        return writing.done();
    }

    int count() {
        return count;
    }

    /** The bytes, from position to limit, in a view of the caller's own. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Encodes messages, one behind the other. */
    static final class Writing {
        private ByteBuffer bytes = ByteBuffer.allocate(256);
        private OscWriter writer = new OscWriter(bytes);
        private int count;

        int size() {
            return writer.size();
        }

        int count() {
            return count;
        }

        Writing add(ParameterEncoder form, Snapshot values, int index) {
            makeRoom(form.size(values, index));
            int mark = writer.beginElement();
            form.write(writer, values, index);
            return end(mark);
        }

        Writing add(OscMessage message) {
            makeRoom(OscCodec.size(message));
            int mark = writer.beginElement();
            writer.packet(message);
            return end(mark);
        }

        /** Begins again; the bytes that {@link #done} has returned are overwritten. */
        void clear() {
            rewind(0, 0);
        }

        /** Goes back to an earlier size and number of messages. */
        void rewind(int formerSize, int formerCount) {
            writer.rewind(formerSize);
            count = formerCount;
        }

        EncodedMessages done() {
            return new EncodedMessages(writer.written(), count);
        }

        private Writing end(int mark) {
            writer.endElement(mark);
            count++;
            return this;
        }

        private void makeRoom(int messageBytes) {
            int needed = messageBytes + Integer.BYTES;
            if (writer.hasRoom(needed)) {
                return;
            }
            ByteBuffer wider =
                    ByteBuffer.allocate(Math.max(bytes.capacity() * 2, writer.size() + needed));
            wider.put(writer.written());
            bytes = wider;
            writer = new OscWriter(wider.duplicate().position(0));
            writer.rewind(wider.position());
        }
    }
}
