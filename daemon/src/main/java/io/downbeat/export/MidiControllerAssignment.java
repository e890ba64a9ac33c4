package io.downbeat.export;

import io.downbeat.graph.Parameter;

import java.util.ArrayList;
import java.util.List;

/**
 * The controllers of one MIDI channel, given to parameters in their order: first the controllers
 * with 14 bits, then those with 7. Within both, controllers without a meaning in the MIDI standard
 * come first. Bank select, data entry, pedals, portamento, registered parameters and channel modes
 * are never used, because a synthesizer would change more than one value.
 */
final class MidiControllerAssignment {

    private static final int[] FINE = {
        3, 9, 14, 15, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 16, 17, 18, 19, 12, 13, 1, 2,
        4, 5, 7, 8, 10, 11
    };
    private static final int[] COARSE = {
        102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119,
        85, 86, 87, 89, 90, 80, 81, 82, 83, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 91, 92, 93, 94,
        95
    };

    /** How many parameters a channel has controllers for. */
    static final int MOST = FINE.length + COARSE.length;

    /** The controller of the lower seven bits is this much above that of the upper seven. */
    private static final int LOW_BITS = 32;

    private static final int LARGEST_FINE = 0x3FFF;
    private static final int LARGEST_COARSE = 0x7F;

    private final List<Parameter> parameters = new ArrayList<>();

    /** Gives a parameter the next controller. Returns whether there was one. */
    boolean add(Parameter parameter) {
        return parameters.size() < MOST && parameters.add(parameter);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** Says which controller a parameter has, in words, for a text in the file. */
    String description(int index) {
        Parameter parameter = parameters.get(index);
        String numbers =
                index < FINE.length
                        ? "controllers %d and %d".formatted(FINE[index], FINE[index] + LOW_BITS)
                        : "controller " + COARSE[index - FINE.length];
        return "%s is %s, 0 to %d for %s to %s"
                .formatted(
                        parameter.path(),
                        numbers,
                        index < FINE.length ? LARGEST_FINE : LARGEST_COARSE,
                        parameter.range().min(),
                        parameter.range().max());
    }

    /** Writes a value of the parameter at this index; values beyond the range are clipped. */
    void write(MidiTrackChunkWriter to, long tick, int channel, int index, double value) {
        double norm = parameters.get(index).range().norm(value);
        if (index < FINE.length) {
            int scaled = (int) Math.round(norm * LARGEST_FINE);
            to.controller(tick, channel, FINE[index], scaled >> 7);
            to.controller(tick, channel, FINE[index] + LOW_BITS, scaled & 0x7F);
        } else {
            int scaled = (int) Math.round(norm * LARGEST_COARSE);
            to.controller(tick, channel, COARSE[index - FINE.length], scaled);
        }
    }
}
