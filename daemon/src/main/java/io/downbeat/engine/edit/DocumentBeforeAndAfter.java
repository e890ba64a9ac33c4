package io.downbeat.engine.edit;

import io.downbeat.session.model.Document;

/** A change of the document: the document before and after it. */
public record DocumentBeforeAndAfter(Document before, Document after, Cause cause) {

    /** Why the document changed. */
    public enum Cause {
        /** An edit: an object that appears is a new one. */
        EDIT,
        /** An undo or a redo: an object that appears existed before. */
        HISTORY,
        /** Another session was loaded: nothing of the one before plays, waits or fades on. */
        LOAD
    }
}
