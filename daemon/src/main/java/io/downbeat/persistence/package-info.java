/**
 * The files: graphs as they are read and written, and the little that outlives a run. A graph file
 * is kept as a lossless tree; a save edits that tree where the session differs from what it says,
 * and touches nothing else. Everything here is used by the storage thread, or before it starts.
 *
 * <pre>
 *   bytes -> JsonDocument (a tree that keeps its text)
 *               |  readers: one a part of the format, warnings by JSON path
 *               v
 *             Piece ---> engine ... SessionView
 *                                      |  SaveEdits: differences from what the tree says
 *               JsonEdits <------------+
 *               |
 *               v
 *             JsonDocument -> bytes -> a temporary file -> synced, renamed over the old one
 * </pre>
 */
@NullMarked
package io.downbeat.persistence;

import org.jspecify.annotations.NullMarked;
