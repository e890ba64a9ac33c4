package io.downbeat.session.model;

import io.downbeat.graph.Graph;

/**
 * What edits change and undo restores: the graph and the session together. Immutable; an edit makes
 * a new one, in which everything that did not change is the same object as before.
 *
 * <p>Launch settings, and the default transition among them, are not edits: undo leaves them alone.
 */
public record Document(Graph graph, Session session) {

    public Document with(Graph changed) {
        return new Document(changed, session);
    }

    public Document with(Session changed) {
        return new Document(graph, changed);
    }

    /**
     * This document as an undo restores it, in place of {@code present}: with the launch settings
     * of the present one, and with the numbers of all parameters that the present one knows.
     */
    public Document inPlaceOf(Document present) {
        Graph numbered = graph.keepingNumbersOf(present.graph);
        Session kept =
                session.transition().equals(present.session.transition())
                        ? session
                        : session.with(present.session.transition());
        return new Document(numbered, kept);
    }
}
