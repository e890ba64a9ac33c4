/**
 * Recording the arrangement, and the commands to it. What plays it is {@link
 * io.downbeat.engine.launch.ArrangementPlayer}, beside the other parts that launch by themselves.
 * Owned by the conductor thread. Not thread safe.
 */
@NullMarked
package io.downbeat.engine.arrangement;

import org.jspecify.annotations.NullMarked;
