package io.downbeat.osc;

import java.util.List;

/** OSC as text in a short form for logs, errors and the monitor. It is never parsed. */
public final class OscTextFormatter {
    private static final int SHOWN_BLOB_BYTES = 16;

    private OscTextFormatter() {}

    /** {@code /a/b ,if 1 0.5}; a bundle as {@code #bundle immediate { /a ,i 1; /b }}. */
    public static String of(OscPacket packet) {
        StringBuilder out = new StringBuilder();
        packet(packet, out);
        return out.toString();
    }

    /** One argument: {@code 0.5}, {@code "two words"}, {@code [1 2]}. */
    public static String of(OscArgument argument) {
        StringBuilder out = new StringBuilder();
        value(argument, out);
        return out.toString();
    }

    /** The type tag string with its comma: {@code ,if[TF]}. */
    public static String tags(List<OscArgument> arguments) {
        StringBuilder out = new StringBuilder(",");
        tags(arguments, out);
        return out.toString();
    }

    private static void packet(OscPacket packet, StringBuilder out) {
        switch (packet) {
            case OscMessage message -> message(message, out);
            case OscBundle bundle -> {
                out.append("#bundle ").append(time(bundle.timetag())).append(" {");
                String before = " ";
                for (OscPacket inner : bundle.packets()) {
                    out.append(before);
                    packet(inner, out);
                    before = "; ";
                }
                out.append(" }");
            }
        }
    }

    private static void message(OscMessage message, StringBuilder out) {
        out.append(quotedIfNeeded(message.address()));
        if (!message.arguments().isEmpty()) {
            out.append(' ').append(tags(message.arguments()));
        }
        for (OscArgument argument : message.arguments()) {
            out.append(' ');
            value(argument, out);
        }
    }

    private static void tags(List<OscArgument> arguments, StringBuilder out) {
        for (OscArgument argument : arguments) {
            out.append(argument.tag());
            if (argument instanceof OscArgument.Array array) {
                tags(array.items(), out);
                out.append(']');
            }
        }
    }

    private static void value(OscArgument argument, StringBuilder out) {
        switch (argument) {
            case OscArgument.Int32 a -> out.append(a.value());
            case OscArgument.Float32 a -> number(a.asDouble(), out);
            case OscArgument.Int64 a -> out.append(a.value());
            case OscArgument.Float64 a -> number(a.value(), out);
            case OscArgument.Bool a -> out.append(a.value());
            case OscArgument.Text a -> out.append(quotedIfNeeded(a.value()));
            case OscArgument.Symbol a -> out.append(quotedIfNeeded(a.value()));
            case OscArgument.Blob a -> blob(a, out);
            case OscArgument.Time a -> out.append(time(a.value()));
            case OscArgument.Char a -> character(a.value(), out);
            case OscArgument.Rgba a -> out.append(String.format("#%08x", a.value()));
            case OscArgument.Midi a -> out.append(String.format("midi:%08x", a.value()));
            case OscArgument.Nil a -> out.append("nil");
            case OscArgument.Impulse a -> out.append("impulse");
            case OscArgument.Array a -> array(a, out);
        }
    }

    private static void array(OscArgument.Array array, StringBuilder out) {
        out.append('[');
        String before = "";
        for (OscArgument item : array.items()) {
            out.append(before);
            value(item, out);
            before = " ";
        }
        out.append(']');
    }

    private static void blob(OscArgument.Blob blob, StringBuilder out) {
        out.append("blob(").append(blob.size()).append(')');
        byte[] bytes = blob.shared();
        for (int i = 0; i < Math.min(bytes.length, SHOWN_BLOB_BYTES); i++) {
            out.append(i == 0 ? ":" : "").append(String.format("%02x", bytes[i]));
        }
        out.append(bytes.length > SHOWN_BLOB_BYTES ? "..." : "");
    }

    private static void character(int value, StringBuilder out) {
        if (value >= ' ' && value < 0x7f) {
            out.append('\'').append((char) value).append('\'');
        } else {
            out.append(String.format("char:%x", value));
        }
    }

    private static void number(double value, StringBuilder out) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }

    private static String time(OscTimetag tag) {
        return tag.isImmediate()
                ? "immediate"
                : tag.epochSeconds() + String.format(".%09d", tag.nanos());
    }

    private static String quotedIfNeeded(String text) {
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '"');
        if (plain && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
