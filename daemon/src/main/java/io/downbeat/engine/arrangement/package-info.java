/**
 * Recording and playing the arrangement, and the commands to it. Owned by the conductor thread. Not
 * thread safe.
 *
 * <pre>
 *   ArrangementRecorder   the commands, and what of the events of the engine is recorded
 *      +- RunningTake               what a take has recorded so far
 *   ArrangementPlayer     the position, and what is played there
 *      +- ArrangementLoop           the range that is repeated
 *      +- ArrangementCursors        up to where it has been played
 *      |     +- LaunchEventsAndOtherEvents, ParameterLaneCursors
 *      |                            which launches, changes of time and moves come next
 *      +- TakenOverByHand           the tracks and parameters that hands have taken over
 *      +- ArrangementLaunchQueuer   queues the launches of one beat on the decks
 *      +- ArrangementApplier        applies changes of time, fades, moves and whole states
 * </pre>
 */
@NullMarked
package io.downbeat.engine.arrangement;

import org.jspecify.annotations.NullMarked;
