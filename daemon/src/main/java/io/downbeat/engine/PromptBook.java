package io.downbeat.engine;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Parameter;
import io.downbeat.session.Clip;
import io.downbeat.session.Named;
import io.downbeat.session.Names;
import io.downbeat.session.Piece;
import io.downbeat.session.Session;
import io.downbeat.session.Settings;
import io.downbeat.session.Spelling;
import io.downbeat.session.Track;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What is being played: the piece as it was loaded and has been set since. Owned by the conductor.
 * Not thread safe.
 */
final class PromptBook {

    private final String name;
    private final Spelling spelling;
    private final List<? extends Named> outputs;
    private final Optional<String> clockNode;
    private Session session;
    private Graph graph;
    private Settings settings;
    private @Nullable Names names;
    private long edits;
    private long savedEdits;

    PromptBook(Piece piece, List<? extends Named> outputs, Spelling spelling) {
        this.name = piece.name();
        this.spelling = spelling;
        this.outputs = outputs;
        this.clockNode = piece.clockNode();
        this.session = piece.session();
        this.graph = piece.graph();
        this.settings = Settings.usual(piece.quantize());
    }

    String name() {
        return name;
    }

    Session session() {
        return session;
    }

    Graph graph() {
        return graph;
    }

    Settings settings() {
        return settings;
    }

    /** The parameter that is the tempo of the file's Clock node. */
    Optional<Parameter> clockTempo() {
        return clockNode.flatMap(node -> Piece.tempoOf(graph, node));
    }

    Names names() {
        Names present = names;
        if (present == null) {
            present = new Names(session, graph, outputs, spelling);
            names = present;
        }
        return present;
    }

    /** The track at a position that is known to be there. */
    Track track(int position) {
        return session.track(position).orElseThrow();
    }

    /** The clip at a position that is known to be there. */
    Clip clip(int track, int position) {
        return track(track).clip(position).orElseThrow();
    }

    void set(Settings changed) {
        settings = changed;
    }

    /** The default transition, like all that is set for every launch, is no edit. */
    void set(Transition changed) {
        if (!changed.equals(session.transition())) {
            session = session.with(changed);
            names = null;
        }
    }

    void edit(int position, Track changed) {
        session = session.withTrack(position, changed);
        names = null;
        edits++;
    }

    void edit(Parameter changed) {
        graph = graph.with(changed);
        names = null;
        edits++;
    }

    /** A hand has moved a parameter to another value: that too is an edit. */
    void moved() {
        edits++;
    }

    long edits() {
        return edits;
    }

    /** All edits up to a count lie on disk. */
    void saved(long upTo) {
        savedEdits = Math.max(savedEdits, upTo);
    }

    boolean isEdited() {
        return edits > savedEdits;
    }
}
