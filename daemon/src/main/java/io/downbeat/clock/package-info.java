/**
 * The clocks of this machine. No other package reads the time; all others receive moments as
 * arguments.
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
