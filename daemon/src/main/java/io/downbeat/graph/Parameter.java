package io.downbeat.graph;

import java.util.Optional;

/**
 * One parameter of the graph and what the file says of it.
 *
 * @param number its place in every array of values, from 0
 * @param text true if it holds text, false if it holds a number; fixed for its life
 * @param initial the value it has at load; empty while nothing has written one (<em>unset</em>)
 * @param declared true if the node itself names it in the file, false if only clips do
 * @param wired true if a connection drives it, so that no clip captures it
 * @param locked true if presets leave it alone
 * @param unit what stands behind the number when a person reads it, or empty
 * @param onOff true for a switch: no range in the file, and all values known at load were 0 or 1,
 *     both occurring; it jumps, and never lies between
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

    /** Whether it moves through the values between two of its own, rather than jump. */
    public boolean fades() {
        return !text && !onOff;
    }

    public Parameter with(Range changed) {
        return new Parameter(
                number, path, text, initial, declared, wired, locked, changed, unit, onOff);
    }

    public Parameter numbered(int changed) {
        return new Parameter(
                changed, path, text, initial, declared, wired, locked, range, unit, onOff);
    }
}
