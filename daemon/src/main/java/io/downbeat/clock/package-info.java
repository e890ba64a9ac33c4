/** The one place where time is read, and what follows a beat that someone else owns. */
@NullMarked
package io.downbeat.clock;

import org.jspecify.annotations.NullMarked;
