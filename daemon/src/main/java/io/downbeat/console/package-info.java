/**
 * What a person at the terminal reads: the ready line, the live line, and log lines, as text. The
 * time is handed in, and nothing is printed here.
 */
@NullMarked
package io.downbeat.console;

import org.jspecify.annotations.NullMarked;
