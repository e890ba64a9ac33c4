package io.downbeat.persistence.read;

import io.downbeat.graph.Graph;
import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a document into a {@link GraphFileContents}. */
public final class LoadedSessionReader {

    /** The newest schema version that this program reads. */
    public static final int SCHEMA_VERSION = 3;

    /** The keys of the format that a graph has at least one of, in the order of the format. */
    private static final List<String> KEYS_OF_A_GRAPH =
            List.of(
                    "nodes",
                    "session",
                    "schema_version",
                    "metronome",
                    "connections",
                    "arrangement");

    /** As many keys of another program's file as a message shows. */
    private static final int MOST_KEYS_SHOWN = 3;

    /** As many characters of such a key as a message shows. */
    private static final int LONGEST_KEY_SHOWN = 40;

    private static final double USUAL_BPM = 120;
    private static final int USUAL_BEATS = 4;
    private static final int USUAL_UNIT = 4;
    private static final Set<Double> UNITS = Set.of(2.0, 4.0, 8.0, 16.0);

    private final String file;
    private final ObjectReader root;

    private LoadedSessionReader(String file, ObjectReader root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads the document of a file.
     *
     * @throws GraphFileException if the file cannot be used; smaller mistakes become warnings
     */
    public static GraphFileContents read(
            String file, String name, JsonDocument document, Warnings warnings) {
        new RepeatedKeys(warnings).check(document.object(), JsonPath.ROOT);
        return new LoadedSessionReader(
                        file, new ObjectReader(document.object(), JsonPath.ROOT, warnings))
                .graphFileContents(name);
    }

    /** Reads a document that is known to be a graph. The session has no arrangement. */
    public static GraphFileContents readWithoutArrangement(String name, JsonDocument document) {
        var root = new ObjectReader(document.object(), JsonPath.ROOT, new Warnings());
        return new LoadedSessionReader(name, root).graphFileContents(name, Arrangement.EMPTY);
    }

    private GraphFileContents graphFileContents(String name) {
        return graphFileContents(name, ArrangementReader.arrangement(root));
    }

    private GraphFileContents graphFileContents(String name, Arrangement arrangement) {
        checkIsGraph();
        checkVersion();
        checkForms();
        GraphDraft draft = NodeReader.nodes(file, root);
        NodeReader.connections(root, draft);
        ObjectReader session = root.fields("session").orElseGet(() -> nothing("session"));
        ObjectReader metronome = root.fields("metronome").orElseGet(() -> nothing("metronome"));
        var tracks = new TrackReader(draft, session);
        var scenes = new SceneAndCueListReader(session, tracks);
        List<GraphFileContents.ActiveClip> active = scenes.active();
        tracks.activate(active);
        Graph graph = draft.toGraph();
        return new GraphFileContents(
                name,
                graph,
                session(tracks.toTracks(), scenes).with(arrangement),
                tempo(metronome),
                meter(metronome, session),
                launchSettings(session),
                clockNode(graph),
                active);
    }

    private ObjectReader nothing(String key) {
        var nothing = JsonObject.EMPTY;
        return new ObjectReader(nothing, root.path().key(key), root.warnings());
    }

    private static Session session(List<Track> tracks, SceneAndCueListReader reader) {
        List<Scene> read = reader.scenes();
        boolean empty = tracks.isEmpty() && read.isEmpty();
        List<Scene> scenes = empty ? List.of(EmptyGraph.SCENE) : read;
        return new Session(
                empty ? List.of(EmptyGraph.TRACK) : tracks, scenes, reader.cueLists(scenes));
    }

    private static GlobalLaunchSettings launchSettings(ObjectReader session) {
        var usual = GlobalLaunchSettings.USUAL;
        return usual.withQuantize(
                        session.word("quantize", FileKeywords.QUANTIZE).orElse(usual.quantize()))
                .with(
                        session.read("transition", SharedSettingsReader::transition)
                                .orElse(usual.transition()));
    }

    /**
     * Refuses the JSON object of another program. All keys of a graph may be absent, so an object
     * without any keys is an empty session.
     */
    private void checkIsGraph() {
        JsonObject dict = root.dict();
        boolean isGraph =
                dict.members().isEmpty()
                        || KEYS_OF_A_GRAPH.stream().anyMatch(key -> dict.value(key).isPresent());
        if (!isGraph) {
            throw new GraphFileException(
                    "%s: is JSON, but not a graph: expected \"nodes\" and \"session\" among its keys, found %s; open a file that was saved as a graph"
                            .formatted(file, firstKeys(dict)));
        }
    }

    private static String firstKeys(JsonObject dict) {
        String shown =
                dict.members().stream()
                        .limit(MOST_KEYS_SHOWN)
                        .map(member -> JsonValue.quoted(shortened(member.key())))
                        .collect(Collectors.joining(", "));
        return dict.members().size() > MOST_KEYS_SHOWN ? shown + " and others" : shown;
    }

    private static String shortened(String key) {
        return key.length() > LONGEST_KEY_SHOWN ? key.substring(0, LONGEST_KEY_SHOWN) + "..." : key;
    }

    private void checkVersion() {
        Optional<LocatedJsonValue> version = root.valueAt("schema_version");
        if (version.isEmpty()) {
            return;
        }
        double number = version.get().value() instanceof JsonNumber n ? n.value() : Double.NaN;
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            throw refused("schema_version", "expected a whole number up to " + SCHEMA_VERSION);
        }
        if (number > SCHEMA_VERSION) {
            throw refused(
                    "schema_version",
                    "the file has version %s, this program reads up to %d; open it with a newer one"
                            .formatted(NumberTextConversion.shortest(number), SCHEMA_VERSION));
        }
        if (number < 1) {
            version.get()
                    .warn(NumberTextConversion.shortest(number) + " is not a version; read as 1");
        }
    }

    /** Refuses a file if the form of its graph or session is wrong. */
    private void checkForms() {
        JsonObject dict = root.dict();
        check("nodes", dict.value("nodes"), JsonObject.class);
        check("session", dict.value("session"), JsonObject.class);
        Optional<JsonObject> session = dict.object("session");
        check("session.tracks", session.flatMap(s -> s.value("tracks")), JsonArray.class);
        check("session.scenes", session.flatMap(s -> s.value("scenes")), JsonArray.class);
    }

    private void check(String path, Optional<JsonValue> value, Class<? extends JsonValue> form) {
        if (value.isEmpty() || value.get() instanceof JsonNull || form.isInstance(value.get())) {
            return;
        }
        String expected = form == JsonObject.class ? "an object { ... }" : "a list [ ... ]";
        throw refused(
                path,
                "expected %s, found %s; correct the file there"
                        .formatted(expected, value.get().kind()));
    }

    private GraphFileException refused(String path, String what) {
        return new GraphFileException(file + ": " + path + ": " + what);
    }

    private static Tempo tempo(ObjectReader metronome) {
        double bpm = metronome.clamped("bpm", 1, Tempo.FASTEST).orElse(USUAL_BPM);
        if (bpm < Tempo.SLOWEST) {
            metronome.warn(
                    "bpm",
                    "%s is kept in the file and played at %s, the slowest tempo"
                            .formatted(
                                    NumberTextConversion.shortest(bpm),
                                    NumberTextConversion.shortest(Tempo.SLOWEST)));
        }
        return Tempo.clamped(bpm);
    }

    private static Meter meter(ObjectReader metronome, ObjectReader session) {
        int beats = metronome.whole("beats_per_bar", 1, 16).orElse(USUAL_BEATS);
        double unit = session.number("beat_unit").orElse((double) USUAL_UNIT);
        if (!UNITS.contains(unit)) {
            session.warn(
                    "beat_unit",
                    NumberTextConversion.shortest(unit) + " is none of 2, 4, 8, 16; read as 4");
            return new Meter(beats, USUAL_UNIT);
        }
        return new Meter(beats, (int) unit);
    }

    /** A node can be the clock if it has a tempo. */
    private Optional<String> clockNode(Graph graph) {
        Optional<String> asked = root.text("quantize_clock").filter(node -> !node.isEmpty());
        Optional<String> found =
                asked.filter(node ->
                        GraphFileContents.tempoOf(graph, node).filter(p -> !p.text()).isPresent());
        if (asked.isPresent() && found.isEmpty()) {
            root.warn(
                    "quantize_clock",
                    "no node "
                            + JsonValue.quoted(asked.get())
                            + " with a number bpm; the internal clock is used");
        }
        return found;
    }
}
