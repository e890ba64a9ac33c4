/**
 * The daemon put together: {@link io.downbeat.app.DaemonBuilder} builds all parts from the
 * settings, {@link io.downbeat.app.Daemon} runs and stops them. It may use every package; no other
 * package uses it.
 *
 * <pre>
 *   arguments --> app.cli --> Main --> DaemonBuilder --> Daemon
 *                    ^
 *      rig file -----+
 * </pre>
 */
@NullMarked
package io.downbeat.app;

import org.jspecify.annotations.NullMarked;
