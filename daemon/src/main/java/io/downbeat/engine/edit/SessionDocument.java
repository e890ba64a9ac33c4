package io.downbeat.engine.edit;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.AddressNaming;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LoadedSession;
import io.downbeat.session.model.Named;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What is being played: the piece as it was loaded and has been set since. Owned by the conductor.
 * Not thread safe.
 */
public final class SessionDocument {

    private final String name;
    private final AddressNaming addressNaming;
    private final List<? extends Named> outputs;
    private final Optional<String> clockNode;
    private Session session;
    private Graph graph;
    private GlobalLaunchSettings settings;
    private @Nullable ObjectLookup objectLookup;
    private long edits;
    private long savedEdits;

    public SessionDocument(
            LoadedSession loaded, List<? extends Named> outputs, AddressNaming addressNaming) {
        this.name = loaded.name();
        this.addressNaming = addressNaming;
        this.outputs = outputs;
        this.clockNode = loaded.clockNode();
        this.session = loaded.session();
        this.graph = loaded.graph();
        this.settings = GlobalLaunchSettings.usual(loaded.quantize());
    }

    public String name() {
        return name;
    }

    public Session session() {
        return session;
    }

    public Graph graph() {
        return graph;
    }

    public GlobalLaunchSettings settings() {
        return settings;
    }

    /** The parameter that is the tempo of the file's Clock node. */
    public Optional<Parameter> clockTempo() {
        return clockNode.flatMap(node -> LoadedSession.tempoOf(graph, node));
    }

    public ObjectLookup objectLookup() {
        ObjectLookup present = objectLookup;
        if (present == null) {
            present = new ObjectLookup(session, graph, outputs, addressNaming);
            objectLookup = present;
        }
        return present;
    }

    /** The track at a position that is known to be there. */
    public Track track(int position) {
        return session.track(position).orElseThrow();
    }

    /** The clip at a position that is known to be there. */
    public Clip clip(int track, int position) {
        return track(track).clip(position).orElseThrow();
    }

    public void set(GlobalLaunchSettings changed) {
        settings = changed;
    }

    /** The default transition, like all that is set for every launch, is no edit. */
    public void set(Transition changed) {
        if (!changed.equals(session.transition())) {
            session = session.with(changed);
            objectLookup = null;
        }
    }

    public void edit(int position, Track changed) {
        session = session.withTrack(position, changed);
        objectLookup = null;
        edits++;
    }

    public void edit(Parameter changed) {
        graph = graph.with(changed);
        objectLookup = null;
        edits++;
    }

    /** A hand has moved a parameter to another value: that too is an edit. */
    public void moved() {
        edits++;
    }

    public long edits() {
        return edits;
    }

    /** All edits up to a count lie on disk. */
    public void saved(long upTo) {
        savedEdits = Math.max(savedEdits, upTo);
    }

    public boolean isEdited() {
        return edits > savedEdits;
    }
}
