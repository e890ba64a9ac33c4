/**
 * The files: graphs as they are read and written, and the little that outlives a run. A graph file
 * is kept as the text it was loaded from; a save replaces spans of that text and touches nothing
 * else.
 *
 * <pre>
 *   bytes -> Document (text, and a tree of spans over it)
 *               |  readers: one a part of the format, warnings by JSON path
 *               v
 *             Piece ---> engine ... SessionView
 *                                      |  differences from what the text says
 *               Document + Edits <-----+
 *               |
 *               v
 *             text -> a temporary file -> synced, renamed over the old one
 * </pre>
 */
@NullMarked
package io.downbeat.persistence;

import org.jspecify.annotations.NullMarked;
