/**
 * Edits of the session document. {@link io.downbeat.engine.edit.Editor} is the only way to change
 * it. The handlers perform the edit commands, one handler for each subject; listeners keep up with
 * the new document. Owned by the conductor thread. Not thread safe.
 *
 * <pre>
 *   command --> EditCommandHandler --> CommandTargetFilter: which of the named objects it applies to
 *                     |
 *                     v
 *               TrackEditHandler, ClipEditHandler, ... --> Editor --> SessionDocument
 *                                                            |            |
 *                          UndoStepBuilder, UndoHistory &lt;---+            +--> DocumentListener
 * </pre>
 */
@NullMarked
package io.downbeat.engine.edit;

import org.jspecify.annotations.NullMarked;
