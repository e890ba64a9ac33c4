package io.downbeat.engine.edit;

import io.downbeat.session.model.Document;

/** A document and the one that takes its place. */
public record DocumentChange(Document before, Document after, Cause cause) {

    /** Why a document takes the place of another. */
    public enum Cause {
        /** An edit: an object that appears is a new one. */
        EDIT,
        /** An undo or a redo: an object that appears is one that was there before. */
        HISTORY
    }
}
