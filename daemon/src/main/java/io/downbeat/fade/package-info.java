/**
 * Fades as immutable values: the curve along which a parameter moves, and how long it takes. The
 * functions are pure: a beat goes in, a number comes out. The fades in progress are in the engine.
 *
 * <pre>
 *   Transition (length, unit, Curve) --meter, tempo--&gt; FadeTiming (start, length in beats, Curve)
 *                                                        |
 *                                        beat --&gt; progress, share --&gt; between(from, to)
 * </pre>
 */
@NullMarked
package io.downbeat.fade;

import org.jspecify.annotations.NullMarked;
