package io.downbeat.address;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Int32;
import io.downbeat.osc.OscArgument.Rgba;

import java.util.ArrayList;
import java.util.List;

/** Makes the OSC arguments of values: {@code i} for whole numbers, {@code f} for others. */
final class ValueToOscArguments {

    private static final List<OscArgument> ON = number(1);
    private static final List<OscArgument> OFF = number(0);

    private ValueToOscArguments() {}

    static List<OscArgument> whole(long value) {
        return List.of(OscArgument.clampedInt(value));
    }

    static List<OscArgument> number(double value) {
        return List.of(OscArgument.clampedFloat(value));
    }

    static List<OscArgument> numbers(double... values) {
        var arguments = new ArrayList<OscArgument>(values.length);
        for (double value : values) {
            arguments.add(OscArgument.clampedFloat(value));
        }
        return List.copyOf(arguments);
    }

    static List<OscArgument> flag(boolean on) {
        return on ? ON : OFF;
    }

    static List<OscArgument> text(String value) {
        return List.of(OscArgument.s(value));
    }

    static List<OscArgument> value(ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric(var number) -> number(number);
            case ParamValue.Text(var text) -> text(text);
        };
    }

    /** A list of strings; one empty string for an empty list. */
    static List<OscArgument> texts(List<String> values) {
        return values.isEmpty()
                ? text("")
                : values.stream().<OscArgument>map(OscArgument::s).toList();
    }

    /** A list of whole numbers; one 0 for an empty list. */
    static List<OscArgument> wholes(int[] values) {
        if (values.length == 0) {
            return whole(0);
        }
        var arguments = new ArrayList<OscArgument>(values.length);
        for (int value : values) {
            arguments.add(new Int32(value));
        }
        return arguments;
    }

    /** The colour {@code rgb(r,g,b)} as OSC type {@code r}, opaque; 0 if there is no colour. */
    static List<OscArgument> rgba(String color) {
        if (!color.startsWith("rgb(") || !color.endsWith(")")) {
            return List.of(new Rgba(0));
        }
        int packed = 0;
        for (String channel : color.substring(4, color.length() - 1).split(",", -1)) {
            packed = (packed << 8) | (Integer.parseInt(channel.strip()) & 0xff);
        }
        return List.of(new Rgba((packed << 8) | 0xff));
    }
}
