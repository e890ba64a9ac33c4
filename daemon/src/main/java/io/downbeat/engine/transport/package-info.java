/**
 * The position in musical time: whether the transport runs, at which tempo, and on which beat it
 * is. Owned by the conductor thread.
 */
@NullMarked
package io.downbeat.engine.transport;

import org.jspecify.annotations.NullMarked;
