/**
 * Follows the beats of another clock from the pulses that it sends: MIDI clock, or OSC clock
 * messages. The mathematics, its sources and the measured effect of each constant are in {@code
 * daemon/docs/pulse-follower.md}.
 *
 * <p>The code is pure: every moment is passed in. The conductor thread owns each follower; nothing
 * here is thread safe.
 *
 * <pre>
 *   pulses --> PulseFollower --> Timeline and ClockSyncLevel: where the other clock's beats lie
 *                 |
 *                 +- PulseCountToSongBeat                        which beat of the song a pulse is
 *                 +- FinestPulseKindTracker                      which kind of pulse leads
 *                 +- PulseLineFit                                the line through the pulses of one kind
 *                 +- DelayLockedLoopWithJitter,                  DelayLockedLoop  the filter for phase and period
 *                 +- DriftDetector,                              PulseDeviationAnalysis  what it means when pulses miss the line
 *                 +- DoubledClockDetector                        whether every pulse arrives twice
 * </pre>
 */
@NullMarked
package io.downbeat.clock.follow;

import org.jspecify.annotations.NullMarked;
