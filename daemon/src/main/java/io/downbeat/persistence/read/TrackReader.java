package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code session.tracks}: first their nodes and clips, so that the graph can be completed,
 * then the tracks themselves.
 */
final class TrackReader {

    private record TrackDraft(
            JsonObjectWithIdAndName jsonObjectWithIdAndName,
            List<String> nodes,
            List<ClipDraft> clips) {}

    private final GraphDraft graph;
    private final Map<String, TrackDraft> tracks = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();

    TrackReader(GraphDraft graph, ObjectReader session) {
        this.graph = graph;
        for (JsonObjectWithIdAndName jsonObjectWithIdAndName :
                JsonObjectWithIdAndName.all(session, "tracks")) {
            List<String> nodes = nodes(jsonObjectWithIdAndName);
            List<ClipDraft> clips =
                    JsonObjectWithIdAndName.all(jsonObjectWithIdAndName.objectReader(), "clips")
                            .stream()
                            .map(clip -> ClipDraft.of(clip, nodes, graph))
                            .toList();
            tracks.put(
                    jsonObjectWithIdAndName.id(),
                    new TrackDraft(jsonObjectWithIdAndName, nodes, clips));
        }
    }

    private List<String> nodes(JsonObjectWithIdAndName track) {
        List<String> nodes = new ArrayList<>();
        for (LocatedJsonValue item : track.objectReader().items("owned_nodes")) {
            String id = item.text("ignored").orElse("");
            String owner = owners.get(id);
            if (owner != null) {
                item.warn(
                        "node %s is owned by track %s already; ignored"
                                .formatted(JsonValue.quoted(id), JsonValue.quoted(owner)));
            } else if (graph.has(id)) {
                owners.put(id, track.id());
                nodes.add(id);
            } else if (item.value() instanceof JsonString) {
                item.warn("the graph has no node " + JsonValue.quoted(id) + "; ignored");
            }
        }
        return nodes;
    }

    boolean has(String track) {
        return tracks.containsKey(track);
    }

    boolean has(String track, String clip) {
        return clip(track, clip).isPresent();
    }

    private Optional<ClipDraft> clip(String track, String id) {
        return Optional.ofNullable(tracks.get(track)).stream()
                .flatMap(draft -> draft.clips().stream())
                .filter(clip -> clip.id().equals(id))
                .findFirst();
    }

    /** Gives parameters that only clips name the values of their tracks' active clips. */
    void activate(List<GraphFileContents.ActiveClip> active) {
        for (GraphFileContents.ActiveClip one : active) {
            clip(one.trackId(), one.clipId()).stream()
                    .flatMap(clip -> clip.values().stream())
                    .filter(value -> one.trackId().equals(owners.get(value.param().path().node())))
                    .forEach(value -> value.param().addActiveClipValue(value.value()));
        }
    }

    /** The tracks, after the graph is complete. */
    List<Track> toTracks() {
        return tracks.values().stream().map(TrackReader::toTracks).toList();
    }

    private static Track toTracks(TrackDraft draft) {
        ObjectReader objectReader = draft.jsonObjectWithIdAndName().objectReader();
        List<Clip> clips = draft.clips().stream().map(ClipDraft::toClip).toList();
        return new Track(
                draft.jsonObjectWithIdAndName().id(),
                draft.jsonObjectWithIdAndName().name(),
                draft.nodes(),
                clips,
                objectReader.read("default_transition", SharedSettingsReader::transition),
                objectReader.flag("safe"),
                SharedSettingsReader.color(objectReader));
    }
}
