package io.downbeat.engine.edit;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session that is played, as it was loaded and edited since. Owned by the conductor. Not thread
 * safe.
 */
public final class SessionDocument {

    private String name;
    private final ObjectNamesInAddresses objectNamesInAddresses;
    private final List<? extends AddressableObject> outputs;
    private Optional<String> clockNode;
    private Document document;
    private GlobalLaunchSettings settings;
    private @Nullable ObjectLookup objectLookup;
    private final Map<TrackId, Integer> trackPositions = new HashMap<>();
    private final Map<SceneId, Integer> scenePositions = new HashMap<>();
    private final Map<TrackId, ClipPositions> clipPositions = new HashMap<>();

    /** The positions of the clips of a track. Valid as long as the track is the same object. */
    private record ClipPositions(Track track, Map<String, Integer> positions) {}

    public SessionDocument(
            GraphFileContents loaded,
            List<? extends AddressableObject> outputs,
            ObjectNamesInAddresses objectNamesInAddresses) {
        this.name = loaded.name();
        this.objectNamesInAddresses = objectNamesInAddresses;
        this.outputs = outputs;
        this.clockNode = loaded.clockNode();
        this.document = new Document(loaded.graph(), loaded.session());
        this.settings = loaded.launchSettings();
        index();
    }

    public String name() {
        return name;
    }

    /** How addresses spell names and ids. */
    ObjectNamesInAddresses objectNamesInAddresses() {
        return objectNamesInAddresses;
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
        return clockNode.flatMap(node -> GraphFileContents.tempoOf(graph(), node));
    }

    public ObjectLookup objectLookup() {
        ObjectLookup present = objectLookup;
        if (present == null) {
            present = new ObjectLookup(session(), graph(), outputs, objectNamesInAddresses);
            objectLookup = present;
        }
        return present;
    }

    /** The track at a position that exists. */
    public Track track(int position) {
        return session().track(position).orElseThrow();
    }

    /** The clip at a position that exists. */
    public Clip clip(int track, int position) {
        return track(track).clip(position).orElseThrow();
    }

    /** The position of a track, from 1; 0 if it does not exist. */
    public int positionOf(TrackId id) {
        return trackPositions.getOrDefault(id, 0);
    }

    /** The position of a scene, from 1; 0 if it does not exist. */
    public int positionOf(SceneId id) {
        return scenePositions.getOrDefault(id, 0);
    }

    /** The position of a clip in its track, from 1; 0 if it does not exist. */
    public int positionOf(ClipId id) {
        int track = positionOf(id.track());
        return track == 0 ? 0 : clipPositions(id.track(), track(track)).getOrDefault(id.text(), 0);
    }

    public boolean isThere(ClipId id) {
        return positionOf(id) > 0;
    }

    /** A track that exists. */
    public Track track(TrackId id) {
        return track(positionOf(id));
    }

    /** A track. Throws {@link Refusal} if it is gone. */
    public Track requireTrack(TrackId id) {
        if (positionOf(id) == 0) {
            throw Refusal.gone("track", id);
        }
        return track(id);
    }

    /** A clip that exists. */
    public Clip clip(ClipId id) {
        return track(id.track()).clip(positionOf(id)).orElseThrow();
    }

    /** The clip of a cell. Throws {@link Refusal} if the cell is empty or the clip is gone. */
    public ClipId requireClip(CommandTargetFilter.Cell cell) {
        Track track = requireTrack(cell.track());
        if (cell.clip().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "track %d (%s) has %d clips; there is no clip %d"
                            .formatted(
                                    positionOf(cell.track()),
                                    track.name(),
                                    track.clips().size(),
                                    cell.position()));
        }
        ClipId clip = cell.clip().get();
        if (!isThere(clip)) {
            throw Refusal.gone("clip", clip);
        }
        return clip;
    }

    /** A scene. Throws {@link Refusal} if it is gone. */
    public Scene requireScene(SceneId id) {
        return session().scene(positionOf(id)).orElseThrow(() -> Refusal.gone("scene", id));
    }

    /** A cue list. Throws {@link Refusal} if it is gone. */
    public CueList requireCueList(CueListId id) {
        return session().cueList(id).orElseThrow(() -> Refusal.gone("cue list", id));
    }

    /** A step of a cue list. Throws {@link Refusal} if it or its list is gone. */
    public CueList.Step requireStep(CueStepId id) {
        CueList list = requireCueList(id.list());
        return list.step(list.positionOf(id.text())).orElseThrow(() -> Refusal.gone("step", id));
    }

    /** The parameters of which a clip stores a value, also those that are gone. */
    List<ParamPath> storedPaths(ClipId id) {
        Clip clip = clip(id);
        var paths = new ArrayList<ParamPath>();
        for (int index = 0; index < clip.values().size(); index++) {
            paths.add(graph().parameter(clip.values().parameter(index)).path());
        }
        clip.gone().forEach(stored -> paths.add(stored.path()));
        return paths;
    }

    public void set(GlobalLaunchSettings changed) {
        settings = changed;
    }

    /** The session was saved under another name. */
    public void rename(String saved) {
        name = saved;
    }

    /**
     * Takes the parts of a loaded session that are not in its document. What no file has stays as
     * it is.
     */
    void load(GraphFileContents loaded) {
        name = loaded.name();
        clockNode = loaded.clockNode();
        settings = settings.withStoredSettingsOf(loaded.launchSettings());
    }

    /** Replaces the document. */
    void replace(Document next) {
        boolean sameOrder =
                next.session().tracks() == session().tracks()
                        && next.session().scenes() == session().scenes();
        document = next;
        objectLookup = null;
        if (!sameOrder) {
            index();
        }
    }

    private void index() {
        trackPositions.clear();
        scenePositions.clear();
        for (Track track : session().tracks()) {
            trackPositions.put(TrackId.of(track), trackPositions.size() + 1);
        }
        for (Scene scene : session().scenes()) {
            scenePositions.put(SceneId.of(scene), scenePositions.size() + 1);
        }
        clipPositions.keySet().retainAll(trackPositions.keySet());
    }

    @SuppressWarnings("ReferenceEquality")
    private Map<String, Integer> clipPositions(TrackId id, Track track) {
        ClipPositions known = clipPositions.get(id);
        if (known == null || known.track() != track) {
            Map<String, Integer> positions = new HashMap<>();
            track.clips().forEach(clip -> positions.put(clip.id(), positions.size() + 1));
            known = new ClipPositions(track, positions);
            clipPositions.put(id, known);
        }
        return known.positions();
    }
}
