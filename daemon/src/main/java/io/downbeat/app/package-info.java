/**
 * The wiring: the command line in, the daemon and its subcommands out. Sees every package; no
 * package sees it.
 *
 * <pre>
 *   arguments --> Options --> Invocation --> Main --> Daemon, or one subcommand
 *                   ^
 *      rig file ----+
 * </pre>
 */
@NullMarked
package io.downbeat.app;

import org.jspecify.annotations.NullMarked;
