/**
 * What a person at the terminal reads: the ready line, the live line, and log lines, and the
 * threads that write them. The time is handed in.
 */
@NullMarked
package io.downbeat.console;

import org.jspecify.annotations.NullMarked;
