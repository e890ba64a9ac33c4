package io.downbeat.session.model;

import io.downbeat.graph.Graph;

/**
 * What edits change and undo restores: the graph and the session together. Immutable; an edit makes
 * a new one, in which everything that did not change is the same object as before.
 *
 * <p>{@link GlobalLaunchSettings} are no part of it: setting them is not an edit, and undo leaves
 * them alone.
 */
public record Document(Graph graph, Session session) {

    public Document with(Graph changed) {
        return new Document(changed, session);
    }

    public Document with(Session changed) {
        return new Document(graph, changed);
    }

    /**
     * This document as an undo restores it, in place of {@code present}: with the numbers of all
     * parameters that the present one has.
     */
    public Document inPlaceOf(Document present) {
        return new Document(graph.keepingNumbersOf(present.graph), session);
    }
}
