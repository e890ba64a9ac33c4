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
        String unit) {}
