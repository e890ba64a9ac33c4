package io.downbeat.engine.edit;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.AddressNaming;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Document;
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
    private Document document;
    private GlobalLaunchSettings settings;
    private @Nullable ObjectLookup objectLookup;

    public SessionDocument(
            LoadedSession loaded, List<? extends Named> outputs, AddressNaming addressNaming) {
        this.name = loaded.name();
        this.addressNaming = addressNaming;
        this.outputs = outputs;
        this.clockNode = loaded.clockNode();
        this.document = new Document(loaded.graph(), loaded.session());
        this.settings = GlobalLaunchSettings.usual(loaded.quantize());
    }

    public String name() {
        return name;
    }

    /** What edits change. */
    public Document document() {
        return document;
    }

    public Session session() {
        return document.session();
    }

    public Graph graph() {
        return document.graph();
    }

    public GlobalLaunchSettings settings() {
        return settings;
    }

    /** The parameter that is the tempo of the file's Clock node. */
    public Optional<Parameter> clockTempo() {
        return clockNode.flatMap(node -> LoadedSession.tempoOf(graph(), node));
    }

    public ObjectLookup objectLookup() {
        ObjectLookup present = objectLookup;
        if (present == null) {
            present = new ObjectLookup(session(), graph(), outputs, addressNaming);
            objectLookup = present;
        }
        return present;
    }

    /** The track at a position that is known to be there. */
    public Track track(int position) {
        return session().track(position).orElseThrow();
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
        if (!changed.equals(session().transition())) {
            replace(document.with(session().with(changed)));
        }
    }

    /** Puts another document in the place of this one. */
    void replace(Document next) {
        document = next;
        objectLookup = null;
    }
}
