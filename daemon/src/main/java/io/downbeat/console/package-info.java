/**
 * The text that a person at the terminal reads (the ready line, the live line and log lines) and
 * the threads that write it. The callers pass the time.
 */
@NullMarked
package io.downbeat.console;

import org.jspecify.annotations.NullMarked;
