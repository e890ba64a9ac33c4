package io.downbeat.persistence;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.read.EmptyGraph;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.persistence.save.SaveEdits;
import io.downbeat.session.SampleViewBuilder;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A session that was loaded and then changed as by playing, without an engine. Tests set its state
 * and check what a save writes.
 */
public final class PlayedSession {

    private final JsonDocument document;
    private final GraphFileContents loaded;
    private final Map<Integer, ParamValue> values = new LinkedHashMap<>();
    private final Map<String, String> active = new LinkedHashMap<>();
    private Graph graph;
    private Session session;
    private Tempo tempo;
    private Meter meter;
    private GlobalLaunchSettings settings;

    private PlayedSession(JsonDocument document, GraphFileContents loaded) {
        this.document = document;
        this.loaded = loaded;
        this.graph = loaded.graph();
        this.session = loaded.session();
        this.tempo = loaded.tempo();
        this.meter = loaded.meter();
        this.settings = loaded.launchSettings();
        for (Parameter parameter : graph.parameters()) {
            parameter.initial().ifPresent(value -> values.put(parameter.number(), value));
        }
        loaded.active().forEach(clip -> active.put(clip.trackId(), clip.clipId()));
    }

    /** The text of a file, loaded. */
    static PlayedSession from(String text) {
        JsonDocument document =
                GraphBytesToJson.read("set.json", text.getBytes(StandardCharsets.UTF_8));
        return new PlayedSession(
                document, LoadedSessionReader.read("set.json", "set", document, new Warnings()));
    }

    /** A file that was opened; {@link #saved} is then not the way to save it. */
    public static PlayedSession from(GraphFileOpener.Opened opened) {
        return new PlayedSession(EmptyGraph.document(), opened.loaded());
    }

    public PlayedSession value(String path, double value) {
        return value(path, ParamValue.of(value));
    }

    PlayedSession value(String path, String value) {
        return value(path, ParamValue.of(value));
    }

    private PlayedSession value(String path, ParamValue value) {
        values.put(parameter(path).number(), value);
        return this;
    }

    PlayedSession range(String path, double min, double max) {
        Parameter old = parameter(path);
        graph = graph.with(old.with(Range.stated(min, max)));
        return this;
    }

    private Parameter parameter(String path) {
        String[] words = path.split("/", 2);
        return graph.parameter(new ParamPath(words[0], words[1])).orElseThrow();
    }

    /** Launches a clip: it is active, and its values are live. */
    PlayedSession launch(String trackId, String clipId) {
        active.put(trackId, clipId);
        Clip clip = clipOf(trackId, clipId);
        for (int index = 0; index < clip.values().size(); index++) {
            values.put(clip.values().parameter(index), clip.values().value(index));
        }
        return this;
    }

    private Clip clipOf(String trackId, String clipId) {
        return session.tracks().stream()
                .filter(track -> track.id().equals(trackId))
                .flatMap(track -> track.clips().stream())
                .filter(clip -> clip.id().equals(clipId))
                .findFirst()
                .orElseThrow();
    }

    PlayedSession stop(String trackId) {
        active.remove(trackId);
        return this;
    }

    PlayedSession tempo(double bpm) {
        tempo = new Tempo(bpm);
        return this;
    }

    PlayedSession signature(int beats, int unit) {
        meter = new Meter(beats, unit);
        return this;
    }

    PlayedSession settings(GlobalLaunchSettings changed) {
        settings = changed;
        return this;
    }

    PlayedSession quantize(Quantize changed) {
        settings = settings.withQuantize(changed);
        return this;
    }

    PlayedSession transition(Transition changed) {
        settings = settings.with(changed);
        return this;
    }

    PlayedSession track(int position, UnaryOperator<Track> change) {
        Track old = session.track(position).orElseThrow();
        session = session.withTrack(position, change.apply(old));
        return this;
    }

    PlayedSession clip(int track, int position, UnaryOperator<Clip> change) {
        return track(
                track,
                old -> {
                    Clip clip = old.clip(position).orElseThrow();
                    return old.withClip(position, change.apply(clip));
                });
    }

    /** Changes the document; what is active stays, by its ids. */
    PlayedSession document(UnaryOperator<Document> change) {
        Document changed = change.apply(new Document(graph, session));
        graph = changed.graph();
        session = changed.session();
        return this;
    }

    Document document() {
        return new Document(graph, session);
    }

    /** The text that a save writes. */
    String saved() {
        return SaveEdits.document(document, loaded, view(), Set.of()).text();
    }

    public SessionView view() {
        var timeline = new Timeline(tempo, Beats.ZERO, new HostMicros(0));
        return SampleViewBuilder.idle(
                        loaded.name(),
                        new Document(graph, session),
                        new TransportState(true, timeline, meter),
                        new Values(new LinkedHashMap<>(values)))
                .with(settings)
                .withTracks(session.tracks().stream().map(this::state).toList())
                .view();
    }

    private TrackState state(Track track) {
        List<String> ids = new ArrayList<>();
        track.clips().forEach(clip -> ids.add(clip.id()));
        int position = ids.indexOf(active.getOrDefault(track.id(), "")) + 1;
        return new TrackState(
                position, Beats.ZERO, Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    private record Values(Map<Integer, ParamValue> byNumber) implements LiveValues {
        @Override
        public Optional<ParamValue> value(int parameter) {
            return Optional.ofNullable(byNumber.get(parameter));
        }

        @Override
        public double number(int parameter) {
            return byNumber.get(parameter) instanceof ParamValue.Numeric(var number) ? number : 0;
        }

        @Override
        public String text(int parameter) {
            return byNumber.get(parameter) instanceof ParamValue.Text(var text) ? text : "";
        }

        @Override
        public boolean isSet(int parameter) {
            return byNumber.containsKey(parameter);
        }

        @Override
        public LiveValues frozenCopy() {
            return this;
        }
    }
}
