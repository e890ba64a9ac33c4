/**
 * The one place where time is read, and what follows a beat that someone else owns. Everything is
 * timed by a monotonic host clock; time tags speak of the wall clock; all others are handed
 * moments.
 *
 * <pre>
 *  monotonic counter --&gt; HostClock --&gt; HostMicros --+--&gt; turns, waits, arrivals
 *                                                    |
 *  system time --------&gt; WallClock &lt;-----------------+--&gt; microseconds since 1970, for time tags
 *
 *  a master's pulses ------&gt; PulseFollower ---&gt; Timeline, Known: where its beats lie
 *       SongCount (which beat is it) --- Leader (which pulses lead) --- PulseTrain (the line)
 *                      PulseLock, PhaseLoop: the loop       Drift, Misses: what it means to miss
 *                                                           Twins: whether all come twice
 * </pre>
 */
@NullMarked
package io.downbeat.clock;

import org.jspecify.annotations.NullMarked;
