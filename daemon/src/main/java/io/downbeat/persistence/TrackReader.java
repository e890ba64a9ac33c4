package io.downbeat.persistence;

import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.Clip;
import io.downbeat.session.Piece;
import io.downbeat.session.Track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reading of {@code session.tracks}: first their nodes and clips, so that the graph can be
 * settled, then the tracks themselves. Not thread safe.
 */
final class TrackReader {

    private record TrackDraft(Named named, List<String> nodes, List<ClipDraft> clips) {}

    private final GraphDraft graph;
    private final Map<String, TrackDraft> tracks = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();

    TrackReader(GraphDraft graph, Fields session) {
        this.graph = graph;
        for (Named named : Named.all(session, "tracks")) {
            List<String> nodes = nodes(named);
            List<ClipDraft> clips =
                    Named.all(named.fields(), "clips").stream()
                            .map(clip -> ClipDraft.of(clip, nodes, graph))
                            .toList();
            tracks.put(named.id(), new TrackDraft(named, nodes, clips));
        }
    }

    private List<String> nodes(Named track) {
        List<String> nodes = new ArrayList<>();
        for (Spot item : track.fields().items("owned_nodes")) {
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
    void activate(List<Piece.ActiveClip> active) {
        for (Piece.ActiveClip one : active) {
            clip(one.trackId(), one.clipId()).stream()
                    .flatMap(clip -> clip.values().stream())
                    .filter(value -> one.trackId().equals(owners.get(value.param().path().node())))
                    .forEach(value -> value.param().activate(value.value()));
        }
    }

    /** The tracks, now that the graph is settled. */
    List<Track> settled() {
        return tracks.values().stream().map(TrackReader::settled).toList();
    }

    private static Track settled(TrackDraft draft) {
        Fields fields = draft.named().fields();
        List<Clip> clips = draft.clips().stream().map(ClipDraft::settled).toList();
        return new Track(
                draft.named().id(),
                draft.named().name(),
                draft.nodes(),
                clips,
                fields.read("default_transition", PlayReader::transition),
                fields.flag("safe"),
                PlayReader.color(fields));
    }
}
