/**
 * What waits for its beat, in one total order: (beat, rank, order of asking). Knows nothing of what
 * it is that waits.
 */
@NullMarked
package io.downbeat.cue;

import org.jspecify.annotations.NullMarked;
