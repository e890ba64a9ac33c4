/**
 * The text that a person at the terminal reads (the ready line, the live line and log lines) and
 * the threads that write it. Any thread may print. The callers pass the time.
 */
@NullMarked
package io.downbeat.console;

import org.jspecify.annotations.NullMarked;
