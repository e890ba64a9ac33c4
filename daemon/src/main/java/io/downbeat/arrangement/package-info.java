/**
 * Pure calculations about arrangements: how a take is built from what happens, how it is joined
 * with the arrangement that is there, and what stands at a beat of one. Nothing here knows a clock.
 *
 * <pre>
 *   TakeRecorder                collects the events and moves of a take
 *   TakeIntoArrangementMerger   puts a finished take into an arrangement, by its mode
 *   ArrangementStateAtBeat, ArrangementStateAtBeatCalculation
 *                               what stands at a beat: active clips, values, fades in progress, time
 * </pre>
 */
@NullMarked
package io.downbeat.arrangement;

import org.jspecify.annotations.NullMarked;
