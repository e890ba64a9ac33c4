/**
 * Musical time as immutable values: beats, grids, bars, and the timeline that maps them to the host
 * clock. Points are whole micro-beats and whole microseconds, so they compare exactly.
 *
 * <pre>
 *   HostMicros &lt;-- Timeline (Tempo) --&gt; Beats --&gt; Grid     the next point to wait for
 *                                         +-----&gt; Meter    BarBeat, as people count
 * </pre>
 */
@NullMarked
package io.downbeat.time;

import org.jspecify.annotations.NullMarked;
