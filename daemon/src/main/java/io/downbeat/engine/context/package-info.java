/**
 * What every part of the engine is given: the moment and the client for which it acts, the log of
 * events of the present turn, and the interface of parts that wait for a moment of the host clock.
 * Owned by the conductor thread.
 */
@NullMarked
package io.downbeat.engine.context;

import org.jspecify.annotations.NullMarked;
