/**
 * Following the beats of another program from the pulses that it sends: MIDI clock, or OSC clock
 * messages. Pure: every moment is passed in. The conductor thread owns each follower.
 *
 * <pre>
 *   pulses --> PulseFollower --> Timeline and SyncLevel: where the beats of the other program lie
 *                 |
 *                 +- SongBeatLocator     which beat of the song a pulse is
 *                 +- LeadingPulses        which kind of pulse leads
 *                 +- PulseSequence          the pulses of one kind, and the line through them
 *                 +- JitterTrackingLoop, DelayLockedLoop   the filter for phase and period
 *                 +- DriftDetector, Residuals     what it means when pulses miss the line
 *                 +- DuplicateDetector            whether every pulse arrives twice
 * </pre>
 */
@NullMarked
package io.downbeat.clock.follow;

import org.jspecify.annotations.NullMarked;
