package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.rig.OutputMapSpec;

/** Converts numbers to the types that a receiver wants. */
final class NumberConversion {

    private NumberConversion() {}

    static char tag(OutputMapSpec.Type type) {
        return switch (type) {
            case F -> 'f';
            case I -> 'i';
            case S -> 's';
            case T -> 'T';
        };
    }

    static OscArgument argument(OutputMapSpec.Type type, double number) {
        return switch (type) {
            case F -> OscArgument.f(single(number));
            case I -> OscArgument.i(whole(number));
            case S -> OscArgument.s(words(number));
            case T -> OscArgument.bool(number != 0);
        };
    }

    /** The nearest finite float: receivers do not handle infinity. */
    static float single(double number) {
        return (float) Math.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /** The nearest whole number of 32 bits. */
    static int whole(double number) {
        return Math.clamp(Math.round(number), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The shortest decimal text of the same float. */
    static String words(double number) {
        return ParamValue.of(new OscArgument.Float32(single(number)).asDouble()).text();
    }
}
