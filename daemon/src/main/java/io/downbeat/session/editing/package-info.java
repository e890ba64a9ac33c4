/**
 * Edits of the document, and the history that undo and redo walk through.
 *
 * <p>{@link io.downbeat.session.editing.EditApplier} is pure: a document and an edit give the next
 * document, or a refusal. {@link io.downbeat.session.editing.UndoHistory} keeps the steps; it is
 * owned by the conductor thread.
 */
@NullMarked
package io.downbeat.session.editing;

import org.jspecify.annotations.NullMarked;
