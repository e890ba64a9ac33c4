/**
 * Keeps a failure in one part of the program from ending the others. The engine, feedback, the
 * outputs and the threads use it.
 *
 * <p>Not thread safe: there is one guard for each part and thread.
 */
@NullMarked
package io.downbeat.guard;

import org.jspecify.annotations.NullMarked;
