package io.downbeat.osc;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializerAndParserBuilder;

import java.nio.ByteBuffer;
import java.util.List;

/** Uses JavaOSC as other programs do: converts bytes to its packets and its packets to bytes. */
public final class JavaOsc {
    private final OSCParser parser = new OSCSerializerAndParserBuilder().buildParser();

    public OSCPacket parse(byte[] bytes) throws OSCParseException {
        return parser.convert(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    public List<Object> arguments(byte[] bytes) throws OSCParseException {
        return ((OSCMessage) parse(bytes)).getArguments();
    }

    public byte[] bytes(OSCPacket packet) throws OSCSerializeException {
        BufferBytesReceiver out = new BufferBytesReceiver(ByteBuffer.allocate(4096));
        new OSCSerializerAndParserBuilder().buildSerializer(out).write(packet);
        return out.toByteArray();
    }
}
