package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;

/**
 * A part of the engine that keeps state about objects of the document. It is notified of every
 * change of the document, compares the two documents by identity, and keeps, drops or adds state.
 */
public interface DocumentListener {

    /** Updates the state to match the document after a change. */
    void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context);
}
