/**
 * What every part of the engine receives: the time and the client for which it acts, the events of
 * the present turn, and the interface of work that is due at a time of the host clock. Owned by the
 * conductor thread.
 */
@NullMarked
package io.downbeat.engine.context;

import org.jspecify.annotations.NullMarked;
