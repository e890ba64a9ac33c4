/**
 * Graph files and the state folder: opening a graph, and the small files that outlive a run
 * (subscriptions, the token for {@code /quit}).
 *
 * <pre>
 *   bytes --> persistence.json (a tree that keeps its text) --> persistence.read --> GraphFileContents
 *                      |
 *                      +---- persistence.save: only what the session changed --> bytes --> disk
 * </pre>
 *
 * <p>Used by the storage thread, and before it starts by the thread that starts the program.
 */
@NullMarked
package io.downbeat.persistence;

import org.jspecify.annotations.NullMarked;
