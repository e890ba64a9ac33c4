/**
 * Actions that wait for a beat, in one total order: beat, then rank, then the order of scheduling.
 * This package does not define what an action is.
 *
 * <p>The conductor thread owns each queue. Not thread safe.
 */
@NullMarked
package io.downbeat.schedule;

import org.jspecify.annotations.NullMarked;
