/**
 * The clocks of this machine. This is the only package that reads the time; everything else is
 * given moments.
 *
 * <pre>
 *   monotonic counter --> HostClock --> HostMicros: turns, waits, arrivals
 *   system time -------> WallClock --> microseconds since 1970: time tags
 * </pre>
 *
 * <p>Any thread may read a clock.
 */
@NullMarked
package io.downbeat.clock;

import org.jspecify.annotations.NullMarked;
