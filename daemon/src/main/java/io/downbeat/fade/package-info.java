/**
 * What lies between two values: the shapes along which a parameter moves, and how long it takes.
 * Pure: a beat goes in, a number comes out; what is being moved lies in the engine.
 *
 * <pre>
 *   Transition (length, unit, Curve) --meter, tempo--&gt; Fade (start, length in beats, Curve)
 *                                                        |
 *                                        beat --&gt; progress, share --&gt; between(from, to)
 * </pre>
 */
@NullMarked
package io.downbeat.fade;

import org.jspecify.annotations.NullMarked;
