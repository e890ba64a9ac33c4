/**
 * What keeps one broken part of the program from ending the others. Seen by whoever runs parts side
 * by side: the engine, feedback, the outputs and the threads.
 */
@NullMarked
package io.downbeat.guard;

import org.jspecify.annotations.NullMarked;
