package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.List;

/** Encodes packets and computes their sizes. Allocates nothing. */
final class PacketEncoder {
    private PacketEncoder() {}

    static int size(OscPacket packet) {
        return switch (packet) {
            case OscMessage message ->
                    OscWireFormat.stringSize(message.address())
                            + OscWireFormat.padded(tagCount(message.arguments()) + 2)
                            + size(message.arguments());
            case OscBundle bundle -> {
                int size = OscWireFormat.BUNDLE_HEAD;
                for (OscPacket inner : bundle.packets()) {
                    size += Integer.BYTES + size(inner);
                }
                yield size;
            }
        };
    }

    static void put(ByteBuffer out, OscPacket packet) {
        switch (packet) {
            case OscMessage message -> message(out, message);
            case OscBundle bundle -> {
                out.putLong(OscWireFormat.BUNDLE).putLong(bundle.timetag().ntp());
                for (OscPacket inner : bundle.packets()) {
                    int size = out.position();
                    out.putInt(0);
                    put(out, inner);
                    out.putInt(size, out.position() - size - Integer.BYTES);
                }
            }
        }
    }

    private static void message(ByteBuffer out, OscMessage message) {
        OscWireFormat.putString(out, message.address());
        int start = out.position();
        out.put((byte) ',');
        tags(out, message.arguments());
        out.put((byte) 0);
        OscWireFormat.pad(out, out.position() - start);
        values(out, message.arguments());
    }

    private static int tagCount(List<OscArgument> arguments) {
        int count = arguments.size();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof OscArgument.Array array) {
                count += 1 + tagCount(array.items());
            }
        }
        return count;
    }

    private static void tags(ByteBuffer out, List<OscArgument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            OscArgument argument = arguments.get(i);
            out.put((byte) argument.tag());
            if (argument instanceof OscArgument.Array array) {
                tags(out, array.items());
                out.put((byte) ']');
            }
        }
    }

    private static int size(List<OscArgument> arguments) {
        int size = 0;
        for (int i = 0; i < arguments.size(); i++) {
            size += size(arguments.get(i));
        }
        return size;
    }

    private static int size(OscArgument argument) {
        return switch (argument) {
            case OscArgument.Int32 a -> Integer.BYTES;
            case OscArgument.Float32 a -> Float.BYTES;
            case OscArgument.Int64 a -> Long.BYTES;
            case OscArgument.Float64 a -> Double.BYTES;
            case OscArgument.Bool a -> 0;
            case OscArgument.Text a -> OscWireFormat.stringSize(a.value());
            case OscArgument.Symbol a -> OscWireFormat.stringSize(a.value());
            case OscArgument.Blob a -> Integer.BYTES + OscWireFormat.padded(a.size());
            case OscArgument.Time a -> Long.BYTES;
            case OscArgument.Char a -> Integer.BYTES;
            case OscArgument.Rgba a -> Integer.BYTES;
            case OscArgument.Midi a -> Integer.BYTES;
            case OscArgument.Nil a -> 0;
            case OscArgument.Impulse a -> 0;
            case OscArgument.Array a -> size(a.items());
        };
    }

    private static void values(ByteBuffer out, List<OscArgument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            value(out, arguments.get(i));
        }
    }

    private static void value(ByteBuffer out, OscArgument argument) {
        switch (argument) {
            case OscArgument.Int32 a -> out.putInt(a.value());
            case OscArgument.Float32 a -> out.putFloat(a.value());
            case OscArgument.Int64 a -> out.putLong(a.value());
            case OscArgument.Float64 a -> out.putDouble(a.value());
            case OscArgument.Bool a -> {}
            case OscArgument.Text a -> OscWireFormat.putString(out, a.value());
            case OscArgument.Symbol a -> OscWireFormat.putString(out, a.value());
            case OscArgument.Blob a -> {
                out.putInt(a.size()).put(a.shared());
                OscWireFormat.pad(out, a.size());
            }
            case OscArgument.Time a -> out.putLong(a.value().ntp());
            case OscArgument.Char a -> out.putInt(a.value());
            case OscArgument.Rgba a -> out.putInt(a.value());
            case OscArgument.Midi a -> out.putInt(a.value());
            case OscArgument.Nil a -> {}
            case OscArgument.Impulse a -> {}
            case OscArgument.Array a -> values(out, a.items());
        }
    }
}
