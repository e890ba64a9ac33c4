/**
 * The whole state of the engine at a moment, as one value: what the journal keeps, and what a
 * conductor needs to continue after a crash. Immutable; any thread may use it, with one exception:
 * the log of a running take grows.
 */
@NullMarked
package io.downbeat.session.snapshot;

import org.jspecify.annotations.NullMarked;
