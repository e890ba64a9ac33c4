package io.downbeat.graph;

import java.util.Optional;

/**
 * One parameter of the graph and its description in the file.
 *
 * @param number its index in every array of values, from 0
 * @param text true if it holds text, false if it holds a number; fixed for its life
 * @param initial the value after loading; empty if the file gives none (<em>unset</em>)
 * @param declared true if the node itself names it in the file, false if only clips do
 * @param wired true if a connection in the graph drives it; clips then do not capture it
 * @param locked true if presets do not change it
 * @param unit the unit that a display shows behind the number, or empty
 * @param onOff true for a switch: the file gives no range, and the values in it are 0 and 1, each
 *     at least once; a switch jumps instead of fading
 */
public record Parameter(
        int number,
        ParamPath path,
        boolean text,
        Optional<ParamValue> initial,
        boolean declared,
        boolean wired,
        boolean locked,
        Range range,
        String unit,
        boolean onOff) {

    /**
     * A parameter that a client adds. Its value decides its type and the guess of its range; its
     * number is given by the graph.
     */
    public static Parameter added(ParamPath path, ParamValue value) {
        double[] known =
                value instanceof ParamValue.Numeric(double number)
                        ? new double[] {number}
                        : new double[0];
        return new Parameter(
                0,
                path,
                value instanceof ParamValue.Text,
                Optional.of(value),
                true,
                false,
                false,
                Range.guess(known),
                "",
                false);
    }

    /** Whether the parameter fades between two values; else it jumps. */
    public boolean fades() {
        return !text && !onOff;
    }

    public Parameter with(Range changed) {
        return new Parameter(
                number, path, text, initial, declared, wired, locked, changed, unit, onOff);
    }

    public Parameter withLock(boolean changed) {
        return new Parameter(
                number, path, text, initial, declared, wired, changed, range, unit, onOff);
    }

    public Parameter numbered(int changed) {
        return new Parameter(
                changed, path, text, initial, declared, wired, locked, range, unit, onOff);
    }
}
