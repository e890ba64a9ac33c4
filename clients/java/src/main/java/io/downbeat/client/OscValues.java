package io.downbeat.client;

import com.illposed.osc.argument.OSCColor;
import com.illposed.osc.argument.OSCImpulse;
import com.illposed.osc.argument.OSCMidiMessage;
import com.illposed.osc.argument.OSCTimeTag64;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Converts arguments to and from JavaOSC, where nothing is {@code null} and an array is a list. */
final class OscValues {
    private OscValues() {}

    static @Nullable Object toJavaOsc(Argument argument) {
        return switch (argument) {
            case Argument.Int whole -> whole.value();
            case Argument.Float32 number -> number.value();
            case Argument.Text text -> text.value();
            case Argument.Long64 whole -> whole.value();
            case Argument.Double64 number -> number.value();
            case Argument.Switch on -> on.on();
            case Argument.Mark mark -> mark == Argument.Mark.NIL ? null : OSCImpulse.INSTANCE;
            case Argument.Shown shown ->
                    throw new IllegalArgumentException(
                            "an argument of type " + shown.tag() + " is only shown");
        };
    }

    /** The arguments, without those after a blob: JavaOSC 0.8 reads those from the blob. */
    static List<Argument> fromJavaOsc(List<?> values) {
        List<Argument> arguments = new ArrayList<>();
        for (Object value : values) {
            arguments.add(argument(value));
            if (isBlob(value)) {
                break;
            }
        }
        return arguments;
    }

    private static boolean isBlob(@Nullable Object value) {
        return value instanceof ByteBuffer || value instanceof byte[];
    }

    private static Argument argument(@Nullable Object value) {
        return switch (value) {
            case null -> Argument.Mark.NIL;
            case OSCImpulse bang -> Argument.Mark.IMPULSE;
            case ByteBuffer blob -> Argument.Shown.blob(bytes(blob));
            case byte[] blob -> Argument.Shown.blob(blob);
            case OSCColor color -> new Argument.Shown("r", hex(color));
            case OSCMidiMessage midi -> new Argument.Shown("m", midi.toString());
            case OSCTimeTag64 time -> new Argument.Shown("t", time.toString());
            case Character character -> new Argument.Shown("c", character.toString());
            case List<?> array -> array(array);
            case String text -> new Argument.Text(text);
            case Number number -> Argument.of(number);
            case Boolean on -> new Argument.Switch(on);
            default -> new Argument.Shown("?", value.toString());
        };
    }

    private static Argument array(List<?> values) {
        List<Argument> elements = fromJavaOsc(values);
        StringBuilder tags = new StringBuilder("[");
        StringBuilder texts = new StringBuilder("[");
        for (Argument element : elements) {
            tags.append(element.tag());
            texts.append(texts.length() == 1 ? "" : " ").append(element.text());
        }
        return new Argument.Shown(tags.append(']').toString(), texts.append(']').toString());
    }

    private static String hex(OSCColor color) {
        return "#%02x%02x%02x%02x"
                .formatted(
                        color.getRedInt(),
                        color.getGreenInt(),
                        color.getBlueInt(),
                        color.getAlphaInt());
    }

    private static byte[] bytes(ByteBuffer blob) {
        byte[] bytes = new byte[blob.remaining()];
        blob.duplicate().get(bytes);
        return bytes;
    }
}
