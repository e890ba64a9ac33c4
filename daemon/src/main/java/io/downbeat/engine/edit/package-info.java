/**
 * The session as it was loaded and edited since, and which of its objects a command refers to.
 * Owned by the conductor thread.
 */
@NullMarked
package io.downbeat.engine.edit;

import org.jspecify.annotations.NullMarked;
