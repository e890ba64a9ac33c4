/**
 * Musical time as values: beats, grids, bars, and the line that ties them to the host clock. Points
 * in it are whole micro-beats and whole microseconds, so that equal means equal.
 *
 * <pre>
 *   HostMicros &lt;-- Timeline (Tempo) --&gt; Beats --&gt; Grid     the next point to wait for
 *                                         +-----&gt; Meter    BarBeat, as people count
 * </pre>
 */
@NullMarked
package io.downbeat.time;

import org.jspecify.annotations.NullMarked;
