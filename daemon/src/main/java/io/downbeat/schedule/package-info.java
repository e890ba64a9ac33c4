/**
 * What waits for a beat, in one total order: beat, then rank, then the order in which it was asked
 * for. Knows nothing about what the waiting actions are. Owned by the conductor thread.
 */
@NullMarked
package io.downbeat.schedule;

import org.jspecify.annotations.NullMarked;
