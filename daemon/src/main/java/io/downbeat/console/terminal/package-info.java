/**
 * The screen and the keys of the terminal that the program runs in, by JLine. It is restored
 * however the program ends, except by {@code kill -9}.
 *
 * <p>One thread shows, one reads the keys, and the JVM's signal thread reports a new size; any
 * thread may close.
 */
@NullMarked
package io.downbeat.console.terminal;

import org.jspecify.annotations.NullMarked;
