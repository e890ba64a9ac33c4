package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;

/**
 * A part of the engine that keeps state about objects of the document. It is told of every change
 * of the document, compares the two documents by identity, and keeps, drops or adds state.
 */
public interface DocumentListener {

    /** Brings the state in line with the document as it is after a change. */
    void keepUp(DocumentChange change, CommandContext context);
}
