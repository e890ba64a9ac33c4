package io.downbeat.session.editing;

import io.downbeat.session.model.Document;

/** Applies edits to documents. Pure: reads nothing but its arguments and changes nothing. */
public final class EditApplier {

    private EditApplier() {}

    /**
     * The document after an edit; the same object if the edit changes nothing. Throws {@link
     * Refusal} if the edit cannot be done.
     */
    public static Document apply(Document document, Edit edit) {
        return switch (edit) {
            case Edit.TrackEdit track -> TrackEditing.apply(document, track);
            case Edit.ClipEdit clip -> ClipEditing.apply(document, clip);
            case Edit.SceneEdit scene -> SceneEditing.apply(document, scene);
            case Edit.CueListEdit list -> CueListEditing.apply(document, list);
            case Edit.SetArrangement(var arrangement, var name) ->
                    document.with(document.session().with(arrangement));
            case Edit.GraphEdit graph -> GraphEditing.apply(document, graph);
        };
    }

    /** What an edit of a document is called, for a label on an undo button. */
    public static String words(Document document, Edit edit) {
        return switch (edit) {
            case Edit.TrackEdit track -> TrackEditing.words(document.session(), track);
            case Edit.ClipEdit clip -> ClipEditing.words(document.session(), clip);
            case Edit.SceneEdit scene -> SceneEditing.words(document.session(), scene);
            case Edit.CueListEdit list -> CueListEditing.words(document.session(), list);
            case Edit.SetArrangement set -> set.name();
            case Edit.GraphEdit graph -> GraphEditing.words(graph);
        };
    }
}
