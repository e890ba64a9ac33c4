/**
 * The daemon put together: {@link io.downbeat.app.DaemonBuilder} builds all parts from the
 * settings, {@link io.downbeat.app.Daemon} runs and stops them. Sees every package; no package sees
 * it.
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
