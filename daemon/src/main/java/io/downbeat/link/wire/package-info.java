/**
 * The messages of Ableton Link and their bytes: discovery, measurement, and the values they carry.
 * Immutable values and pure functions.
 */
@NullMarked
package io.downbeat.link.wire;

import org.jspecify.annotations.NullMarked;
