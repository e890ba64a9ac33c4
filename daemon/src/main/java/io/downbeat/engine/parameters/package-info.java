/**
 * The live values of all parameters: which client writes them, which of them are in a fade, and
 * which differ from the active clip. Owned by the conductor thread; other threads may read the
 * values.
 */
@NullMarked
package io.downbeat.engine.parameters;

import org.jspecify.annotations.NullMarked;
