/**
 * Following a clock: the internal one, Ableton Link, a MIDI clock, an OSC clock or the Clock node
 * of the graph. Owned by the conductor thread.
 */
@NullMarked
package io.downbeat.engine.sync;

import org.jspecify.annotations.NullMarked;
