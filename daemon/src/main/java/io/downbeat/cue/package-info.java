/** What waits for its beat, in one total order. */
@NullMarked
package io.downbeat.cue;

import org.jspecify.annotations.NullMarked;
