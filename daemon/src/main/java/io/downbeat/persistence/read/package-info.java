/**
 * Reading a graph file into a session: one reader for each part of the format. A value that cannot
 * be used gives a warning with its JSON path; a file that cannot be used is refused with what was
 * expected. Used by one thread at a time.
 */
@NullMarked
package io.downbeat.persistence.read;

import org.jspecify.annotations.NullMarked;
