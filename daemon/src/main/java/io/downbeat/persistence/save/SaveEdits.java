package io.downbeat.persistence.save;

import io.downbeat.graph.ParamPath;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.read.EmptyGraph;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SessionView;

import java.util.Set;

/**
 * The changes of a save to a document: what differs between the session and a load of the document,
 * by id. So it does not matter how the session was edited, and whatever does not differ keeps its
 * text: a value that was moved and moved back, and a value with an unusual spelling until it is
 * set.
 *
 * <p>Law: a load of the result gives the session. What a load ignores can count when something is
 * added, for example an assignment to a clip that is there again. So such a result is compared with
 * the session, and edited again. A result in which only plain values changed is not: reading it
 * again would be most of the work of a save.
 */
public final class SaveEdits {

    /** One comparison finds what edits let count again; another one confirms that. */
    private static final int MOST_COMPARISONS = 3;

    private SaveEdits() {}

    /**
     * The document with the session's present values; the same object if nothing differs.
     *
     * @param loaded the session that a load of the document gives
     * @param launched what {@link LaunchedClipOnlyParameters} has noted since the load
     */
    public static JsonDocument document(
            JsonDocument document,
            GraphFileContents loaded,
            SessionView view,
            Set<ParamPath> launched) {
        LiveValues values = view.values().frozenCopy();
        JsonEdits edits = edits(document, loaded, view, values, launched);
        JsonDocument present = edits.document();
        int comparisons = 1;
        while (edits.changesStructure() && comparisons < MOST_COMPARISONS) {
            edits = edits(present, read(present), view, values, launched);
            present = edits.document();
            comparisons++;
        }
        return withArrangement(present, loaded, view);
    }

    /**
     * The arrangement is edited last and not read again: nothing that a load ignores in it can
     * count when something is added, and the take of an hour is millions of characters.
     */
    private static JsonDocument withArrangement(
            JsonDocument document, GraphFileContents loaded, SessionView view) {
        var edits = new JsonEdits(document);
        new ArrangementEdits(edits, document.object())
                .write(loaded.session().arrangement(), view.session().arrangement());
        return edits.document();
    }

    private static GraphFileContents read(JsonDocument document) {
        return LoadedSessionReader.readWithoutArrangement(EmptyGraph.UNTITLED, document);
    }

    private static JsonEdits edits(
            JsonDocument document,
            GraphFileContents before,
            SessionView view,
            LiveValues values,
            Set<ParamPath> launched) {
        var edits = new JsonEdits(document);
        JsonObject root = document.object();
        JsonObject nodes = root.object("nodes").orElse(JsonObject.EMPTY);
        new NodeEdits(edits, root).write(before.graph(), view.graph(), values);
        new LiveValueEdits(edits, nodes, before.graph()).write(view.graph(), values, launched);
        new GlobalSettingEdits(edits, root).write(before, view);
        new TrackEdits(edits, root, before.graph(), view.graph())
                .write(before.session(), view.session());
        new SceneEdits(edits, root).write(before.session(), view.session());
        new CueListEdits(edits, root).write(before.session().cueLists(), view.session().cueLists());
        new ActiveClipEdits(edits, root).write(before.active(), view);
        return edits;
    }
}
