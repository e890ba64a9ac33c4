/** Musical time as values: beats, grids, bars, and the line that ties them to the host clock. */
@NullMarked
package io.downbeat.time;

import org.jspecify.annotations.NullMarked;
