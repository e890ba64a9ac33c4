package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.rig.OutputValueMapSpec;

/** Converts numbers to the types that a receiver wants. */
final class OscNumberTypeConversion {

    private OscNumberTypeConversion() {}

    static char tag(OutputValueMapSpec.Type type) {
        return switch (type) {
            case F -> 'f';
            case I -> 'i';
            case S -> 's';
            case T -> 'T';
        };
    }

    static OscArgument argument(OutputValueMapSpec.Type type, double number) {
        return switch (type) {
            case F -> OscArgument.f(asFloat(number));
            case I -> OscArgument.i(asInt(number));
            case S -> OscArgument.s(asText(number));
            case T -> OscArgument.bool(number != 0);
        };
    }

    /** The nearest finite float: receivers do not handle infinity. */
    static float asFloat(double number) {
        return (float) Math.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /** The nearest whole number of 32 bits. */
    static int asInt(double number) {
        return Math.clamp(Math.round(number), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The shortest decimal text of the same float. */
    static String asText(double number) {
        return ParamValue.of(new OscArgument.Float32(asFloat(number)).asDouble()).text();
    }
}
