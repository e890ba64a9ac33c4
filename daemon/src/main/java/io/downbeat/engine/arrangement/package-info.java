/**
 * Recording and playing the arrangement, and the commands to it. Owned by the conductor thread. Not
 * thread safe.
 *
 * <pre>
 *   ArrangementRecorder   the commands, and the take that runs
 *   ArrangementPlayer     the position, and what is played there
 *      +- ArrangementEventLists   which launches come next, and which other events
 *      +- ParameterLaneCursors    which parameter is moved next
 * </pre>
 */
@NullMarked
package io.downbeat.engine.arrangement;

import org.jspecify.annotations.NullMarked;
