package io.downbeat.output;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscWriter;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Placeholder;
import io.downbeat.rig.TemplateText;
import io.downbeat.rig.ValueScaling;
import io.downbeat.session.model.ParameterValueList;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Encodes one parameter for one receiver. Everything but the value is encoded once, so that a
 * launch of a thousand values only copies bytes. Immutable.
 */
final class ParameterEncoder {

    /** An argument behind the address. */
    private sealed interface Slot {}

    /** An argument that is the same in every message. */
    private static final class Fixed implements Slot {
        private final OscArgument argument;
        private final char tag;
        private final byte[] bytes;

        private Fixed(OscArgument argument, byte[] bytes) {
            this.argument = argument;
            this.tag = argument.tag();
            this.bytes = bytes;
        }
    }

    /** An argument that is the value alone. */
    private record Value() implements Slot {}

    /** A text that contains the value. */
    private record TextWithValue(TemplateText text) implements Slot {}

    private static final int NUMBER_BYTES = 4;

    /** A map's message has no place for names. */
    private static final ParamPath NO_PATH = new ParamPath("", "");

    private final byte[] address;
    private final byte[] numberTags;
    private final byte[] trueTags;
    private final byte[] textTags;
    private final List<Slot> slots;
    private final ValueScaling valueScaling;
    private final OutputValueMapSpec.Type type;
    private final int[] numberOffsets;
    private final int messageSize;

    private ParameterEncoder(
            String address,
            List<Slot> slots,
            ValueScaling valueScaling,
            OutputValueMapSpec.Type type) {
        this.address = OscWriter.prepared(address);
        boolean boolType = type == OutputValueMapSpec.Type.T;
        this.numberTags =
                OscWriter.prepared(tags(slots, boolType ? 'F' : OscNumberTypeConversion.tag(type)));
        this.trueTags = OscWriter.prepared(tags(slots, OscNumberTypeConversion.tag(type)));
        this.textTags = OscWriter.prepared(tags(slots, 's'));
        this.slots = slots;
        this.valueScaling = valueScaling;
        this.type = type;
        this.numberOffsets = new int[count(slots)];
        this.messageSize = measure();
    }

    /** Finds the positions of the numbers; returns the size of the message. */
    private int measure() {
        int at = address.length + numberTags.length;
        int number = 0;
        for (Slot slot : slots) {
            if (slot instanceof Value) {
                numberOffsets[number++] = at;
            }
            at += slot instanceof Fixed fixed ? fixed.bytes.length : NUMBER_BYTES;
        }
        return at;
    }

    private static int count(List<Slot> slots) {
        return (int) slots.stream().filter(Value.class::isInstance).count();
    }

    /** The encoder of a parameter by an output's template. */
    static ParameterEncoder of(MessageTemplate template, ParamPath path) {
        return new ParameterEncoder(
                template.address().filled(placeholder -> nameIn(placeholder, path)),
                template.arguments().stream().map(argument -> slot(argument, path)).toList(),
                new ValueScaling.None(),
                OutputValueMapSpec.Type.F);
    }

    /** The encoder of a parameter by a map, to another program's own address. */
    static ParameterEncoder of(OutputValueMapSpec map) {
        return new ParameterEncoder(
                map.address(),
                map.message().arguments().stream()
                        .map(argument -> slot(argument, NO_PATH))
                        .toList(),
                map.valueScaling(),
                map.type());
    }

    /** Whether its messages go to this address. */
    boolean hasAddress(String written) {
        return Arrays.equals(address, OscWriter.prepared(written));
    }

    /** The address its messages go to. */
    String address() {
        int end = address.length;
        while (end > 0 && address[end - 1] == 0) {
            end--;
        }
        return new String(address, 0, end, StandardCharsets.UTF_8);
    }

    /** The value in received arguments, if they have this form. */
    Optional<OscArgument> valueIn(List<OscArgument> arguments) {
        Optional<OscArgument> value = Optional.empty();
        if (arguments.size() < slots.size()) {
            return value;
        }
        for (int at = 0; at < slots.size(); at++) {
            OscArgument found = arguments.get(at);
            switch (slots.get(at)) {
                case Value here -> value = value.isPresent() ? value : Optional.of(found);
                case Fixed fixed when EqualWithinRounding.isSame(fixed.argument, found, 0) -> {}
                default -> {
                    return Optional.empty();
                }
            }
        }
        return value;
    }

    /** The largest number that it scales from or to. */
    double magnitude() {
        return valueScaling.magnitude();
    }

    /** Whether a received argument is this value, sent in this form. */
    boolean isSent(ParamValue value, OscArgument back) {
        return EqualWithinRounding.isSame(sent(value), back, valueScaling.magnitude());
    }

    private OscArgument sent(ParamValue value) {
        return switch (value) {
            case ParamValue.Text(String text) -> OscArgument.s(text);
            case ParamValue.Numeric(double number) ->
                    OscNumberTypeConversion.argument(type, valueScaling.apply(number));
        };
    }

    /** The bytes of the message with the value at {@code index}. */
    int size(ParameterValueList values, int index) {
        int size = address.length + tags(values, index).length;
        for (Slot slot : slots) {
            size +=
                    switch (slot) {
                        case Fixed fixed -> fixed.bytes.length;
                        case Value value ->
                                isSentAsText(values, index)
                                        ? OscWriter.stringSize(text(values, index))
                                        : type == OutputValueMapSpec.Type.T ? 0 : NUMBER_BYTES;
                        case TextWithValue textWithValue ->
                                OscWriter.stringSize(filled(textWithValue, values, index));
                    };
        }
        return size;
    }

    /** Writes the message with the value at {@code index}. */
    void write(OscWriter out, ParameterValueList values, int index) {
        out.raw(address).raw(tags(values, index));
        for (Slot slot : slots) {
            switch (slot) {
                case Fixed fixed -> out.raw(fixed.bytes);
                case Value value -> writeValue(out, values, index);
                case TextWithValue textWithValue ->
                        out.string(filled(textWithValue, values, index));
            }
        }
    }

    /** Whether every number takes the same bytes, so that it can be overwritten in place. */
    boolean hasFixedSize() {
        return type != OutputValueMapSpec.Type.S
                && type != OutputValueMapSpec.Type.T
                && slots.stream().noneMatch(TextWithValue.class::isInstance);
    }

    /** The bytes of the message with a number, if {@link #hasFixedSize}. */
    int messageSize() {
        return messageSize;
    }

    /** Writes the message with the number 0, which is overwritten later. */
    void writeNumber(OscWriter out) {
        out.raw(address).raw(numberTags);
        for (Slot slot : slots) {
            if (slot instanceof Fixed fixed) {
                out.raw(fixed.bytes);
            } else {
                out.int32(0);
            }
        }
    }

    /** Overwrites the number in the message that begins at {@code at}. */
    void patch(ByteBuffer message, int at, double value) {
        double number = valueScaling.apply(value);
        for (int offset : numberOffsets) {
            if (type == OutputValueMapSpec.Type.I) {
                message.putInt(at + offset, OscNumberTypeConversion.asInt(number));
            } else {
                message.putFloat(at + offset, OscNumberTypeConversion.asFloat(number));
            }
        }
    }

    private void writeValue(OscWriter out, ParameterValueList values, int index) {
        if (isSentAsText(values, index)) {
            out.string(text(values, index));
            return;
        }
        if (type == OutputValueMapSpec.Type.T) {
            return; // The tag is the value.
        }
        double number = valueScaling.apply(values.number(index));
        if (type == OutputValueMapSpec.Type.I) {
            out.int32(OscNumberTypeConversion.asInt(number));
        } else {
            out.float32(OscNumberTypeConversion.asFloat(number));
        }
    }

    private boolean isSentAsText(ParameterValueList values, int index) {
        return values.isText(index) || type == OutputValueMapSpec.Type.S;
    }

    private byte[] tags(ParameterValueList values, int index) {
        if (isSentAsText(values, index)) {
            return textTags;
        }
        boolean on =
                type == OutputValueMapSpec.Type.T && valueScaling.apply(values.number(index)) != 0;
        return on ? trueTags : numberTags;
    }

    private String text(ParameterValueList values, int index) {
        return values.isText(index)
                ? values.text(index)
                : OscNumberTypeConversion.asText(valueScaling.apply(values.number(index)));
    }

    private String filled(TextWithValue textWithValue, ParameterValueList values, int index) {
        return textWithValue.text.filled(placeholder -> text(values, index));
    }

    private static Slot slot(MessageTemplate.Argument argument, ParamPath path) {
        return switch (argument) {
            case MessageTemplate.IntArgument(int number) -> fixed(OscArgument.i(number));
            case MessageTemplate.FloatArgument(double number) ->
                    fixed(OscArgument.f(OscNumberTypeConversion.asFloat(number)));
            case MessageTemplate.BooleanArgument(boolean on) -> fixed(OscArgument.bool(on));
            case MessageTemplate.TextArgument(TemplateText text) -> slot(text, path);
        };
    }

    private static Slot slot(TemplateText text, ParamPath path) {
        if (text.onlyPlaceholder().filter(only -> only == Placeholder.VALUE).isPresent()) {
            return new Value();
        }
        return text.parts().contains(Placeholder.VALUE)
                ? new TextWithValue(withNames(text, path))
                : fixed(OscArgument.s(text.filled(placeholder -> nameIn(placeholder, path))));
    }

    /** The text with only the value left open. */
    private static TemplateText withNames(TemplateText text, ParamPath path) {
        return new TemplateText(
                text.parts().stream()
                        .map(part ->
                                part == Placeholder.NODE || part == Placeholder.PARAM
                                        ? new TemplateText.Literal(nameIn((Placeholder) part, path))
                                        : part)
                        .toList());
    }

    private static Fixed fixed(OscArgument argument) {
        ByteBuffer bytes =
                ByteBuffer.allocate(
                        switch (argument) {
                            case OscArgument.Text(String words) -> OscWriter.stringSize(words);
                            case OscArgument.Bool on -> 0;
                            default -> NUMBER_BYTES;
                        });
        var writer = new OscWriter(bytes);
        switch (argument) {
            case OscArgument.Int32(int number) -> writer.int32(number);
            case OscArgument.Float32(float number) -> writer.float32(number);
            case OscArgument.Text(String words) -> writer.string(words);
            case OscArgument.Bool on -> {} // The tag is the value.
            default -> throw new IllegalArgumentException("a template holds no " + argument);
        }
        return new Fixed(argument, bytes.array());
    }

    private static String nameIn(Placeholder placeholder, ParamPath path) {
        return OscAddressParts.part(placeholder == Placeholder.NODE ? path.node() : path.param());
    }

    private static String tags(List<Slot> slots, char value) {
        var tags = new StringBuilder(",");
        for (Slot slot : slots) {
            tags.append(
                    switch (slot) {
                        case Fixed fixed -> fixed.tag;
                        case Value one -> value;
                        case TextWithValue textWithValue -> 's';
                    });
        }
        return tags.toString();
    }
}
