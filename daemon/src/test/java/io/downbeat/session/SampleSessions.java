package io.downbeat.session;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds sessions for tests:
 *
 * <pre>
 *   SampleSessions.piece()
 *       .track("Drums", "kick/decay", "kick/pitch")
 *       .clip("Intro", 0.5, 52)
 *       .scene("Drop", "Drums/Intro")
 *       .done()
 * </pre>
 */
public final class SampleSessions {

    private final List<Node> nodes = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Track> tracks = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();
    private final List<CueList> cueLists = new ArrayList<>();
    private final Map<String, List<Integer>> parametersOf = new LinkedHashMap<>();

    private final List<GraphFileContents.ActiveClip> active = new ArrayList<>();
    private Optional<String> clockNode = Optional.empty();
    private Transition transition = Transition.CUT;

    private SampleSessions() {}

    public static SampleSessions piece() {
        return new SampleSessions();
    }

    /** The session that most scenarios play: three tracks of four clips, and four scenes. */
    public static GraphFileContents band() {
        return bandToExtend().done();
    }

    /** The band with an arrangement. */
    public static GraphFileContents band(Arrangement arrangement) {
        GraphFileContents band = band();
        return new GraphFileContents(
                band.name(),
                band.graph(),
                band.session().with(arrangement),
                band.tempo(),
                band.meter(),
                band.launchSettings(),
                band.clockNode(),
                band.active());
    }

    /** The same, to which cue lists can be added. */
    public static SampleSessions bandToExtend() {
        return piece().track("Drums", "kick/decay", "kick/pitch")
                .clip("Intro", 0.5, 52)
                .clip("Verse", 0.4, 55)
                .clip("Chorus", 0.38, 55)
                .clip("Drop", 0.28, 58)
                .track("Synth", "gain/level")
                .clip("Intro", 0.1)
                .clip("Verse", 0.18)
                .clip("Chorus", 0.25)
                .clip("Drop", 0.35)
                .track("Visual", "bloom/intensity", "noise/mode")
                .clip("Intro", 0.1, "calm")
                .clip("Verse", 0.35, "calm")
                .clip("Chorus", 0.7, "wild")
                .clip("Drop", 1.8, "wild")
                .scene("Intro", "Drums/Intro", "Synth/Intro", "Visual/Intro")
                .scene("Verse", "Drums/Verse", "Synth/Verse", "Visual/Verse")
                .scene("Chorus", "Drums/Chorus", "Synth/Chorus", "Visual/Chorus")
                .scene("Drop", "Drums/Drop", "Visual/Drop");
    }

    /**
     * A track that owns these parameters' nodes; its id is {@code tr_} and the name in small
     * letters.
     */
    public SampleSessions track(String name, String... paths) {
        var owned = new ArrayList<String>();
        for (String path : paths) {
            String node = path.substring(0, path.indexOf('/'));
            if (!owned.contains(node)) {
                owned.add(node);
            }
            parametersOf.computeIfAbsent(node, id -> new ArrayList<>()).add(parameters.size());
            parameters.add(parameter(parameters.size(), path));
        }
        tracks.add(
                new Track(
                        "tr_" + name.toLowerCase(java.util.Locale.ROOT),
                        name,
                        owned,
                        List.of(),
                        Optional.empty(),
                        false,
                        ""));
        return this;
    }

    /** A clip of the last track, with a value for each of its parameters in their order. */
    public SampleSessions clip(String name, Object... values) {
        Track track = tracks.getLast();
        var stored = new ParameterValueList.Builder();
        int index = 0;
        for (String node : track.nodes()) {
            for (int parameter : parametersOf.getOrDefault(node, List.of())) {
                if (index < values.length) {
                    ParamValue value = value(values[index++]);
                    stored.add(parameter, value);
                    holdsText(parameter, value);
                }
            }
        }
        var clips = new ArrayList<>(track.clips());
        clips.add(
                new Clip(
                        "c_" + track.id() + "_" + (clips.size() + 1),
                        name,
                        stored.build(),
                        List.of(),
                        Optional.empty(),
                        LaunchMode.TRIGGER,
                        Optional.empty(),
                        FollowAction.NONE,
                        ""));
        tracks.set(
                tracks.size() - 1,
                new Track(
                        track.id(),
                        track.name(),
                        track.nodes(),
                        clips,
                        track.transition(),
                        track.safe(),
                        track.color()));
        return this;
    }

    /** A clip with a parameter that the graph does not have. */
    public SampleSessions lying(String name) {
        clip(name);
        Track track = tracks.getLast();
        Clip clip = track.clips().getLast();
        ParameterValueList lie = ParameterValueList.of(Integer.MAX_VALUE, ParamValue.of(1));
        tracks.set(tracks.size() - 1, track.withClip(track.clips().size(), with(clip, lie)));
        return this;
    }

    private static Clip with(Clip clip, ParameterValueList values) {
        return new Clip(
                clip.id(),
                clip.name(),
                values,
                clip.gone(),
                clip.quantize(),
                clip.mode(),
                clip.transition(),
                clip.follow(),
                clip.color());
    }

    /** Gives a parameter the value that it has at load. */
    public SampleSessions live(String path, Object at) {
        parameters.replaceAll(p ->
                p.path().toString().equals(path)
                        ? holding(p, p.text(), Optional.of(value(at)), p.onOff())
                        : p);
        return this;
    }

    /** Makes a switch of a parameter. */
    public SampleSessions onOff(String path) {
        parameters.replaceAll(p ->
                p.path().toString().equals(path) ? holding(p, p.text(), p.initial(), true) : p);
        return this;
    }

    /** Sets the default transition. */
    public SampleSessions fade(double length, Transition.Unit unit, Curve curve) {
        transition = new Transition(length, unit, curve);
        return this;
    }

    /** Gives the last track a transition of its own. */
    public SampleSessions trackFade(double length, Transition.Unit unit) {
        var own = Optional.of(new Transition(length, unit, Curve.LINEAR));
        tracks.set(tracks.size() - 1, tracks.getLast().withTransition(own));
        return this;
    }

    /** Gives the last clip a transition of its own. */
    public SampleSessions clipFade(double length, Transition.Unit unit) {
        var own = Optional.of(new Transition(length, unit, Curve.LINEAR));
        Track track = tracks.getLast();
        Clip clip = track.clips().getLast().withTransition(own);
        tracks.set(tracks.size() - 1, track.withClip(track.clips().size(), clip));
        return this;
    }

    /** Sets the mode of the last clip. */
    public SampleSessions mode(LaunchMode mode) {
        Track track = tracks.getLast();
        int position = track.clips().size();
        tracks.set(
                tracks.size() - 1,
                track.withClip(position, track.clips().getLast().withMode(mode)));
        return this;
    }

    /** Gives the last clip a follow action that is on. */
    public SampleSessions follow(FollowAction.Kind action, double beats) {
        return follow(
                new FollowAction(
                        true,
                        new FollowAction.Choice(action, 0),
                        new FollowAction.Choice(FollowAction.Kind.NONE, 0),
                        1,
                        Optional.of(Beats.of(beats)),
                        1));
    }

    /** Gives the last clip a follow action. */
    public SampleSessions follow(FollowAction action) {
        Track track = tracks.getLast();
        int position = track.clips().size();
        tracks.set(
                tracks.size() - 1, track.withClip(position, track.clips().getLast().with(action)));
        return this;
    }

    /** Gives the last scene a follow action. */
    public SampleSessions sceneFollow(FollowAction action) {
        scenes.add(scenes.removeLast().withFollow(action));
        return this;
    }

    /** Gives the last clip a quantization of its own. */
    public SampleSessions quantize(Quantize quantize) {
        Track track = tracks.getLast();
        int position = track.clips().size();
        Clip clip = track.clips().getLast().withQuantize(Optional.of(quantize));
        tracks.set(tracks.size() - 1, track.withClip(position, clip));
        return this;
    }

    /** Makes the last track safe: scenes and patterns do not launch it. */
    public SampleSessions safe() {
        tracks.set(tracks.size() - 1, tracks.getLast().withSafe(true));
        return this;
    }

    /** Makes a clip ({@code Track/Clip}) active at load. */
    public SampleSessions active(String cell) {
        Scene.Assignment found = assignment(cell);
        active.add(new GraphFileContents.ActiveClip(found.trackId(), found.clipId().orElseThrow()));
        return this;
    }

    /** Locks a parameter, so that launches do not write it. */
    public SampleSessions lock(String path) {
        parameters.replaceAll(p -> p.path().toString().equals(path) ? locked(p) : p);
        return this;
    }

    /** A scene that gives each named track ({@code Track/Clip}) a clip. */
    public SampleSessions scene(String name, String... cells) {
        return scene(name, 0, cells);
    }

    /** A scene with a tempo of its own. */
    public SampleSessions scene(String name, double tempo, String... cells) {
        var assignments = new ArrayList<Scene.Assignment>();
        for (String cell : cells) {
            assignments.add(assignment(cell));
        }
        scenes.add(
                new Scene(
                        "sc_" + name.toLowerCase(java.util.Locale.ROOT),
                        name,
                        assignments,
                        tempo,
                        FollowAction.NONE,
                        ""));
        return this;
    }

    /** A cue list without steps, at the usual guard. */
    public SampleSessions cueList(String name) {
        cueLists.add(
                new CueList(
                        "cue_" + name.toLowerCase(java.util.Locale.ROOT),
                        name,
                        List.of(),
                        Optional.empty(),
                        CueList.USUAL_GUARD_SECONDS));
        return this;
    }

    /** A step of the last cue list that launches a scene and waits for a go. */
    public SampleSessions step(String scene) {
        return step(scene, CueList.Advance.MANUAL, 1);
    }

    /** A step of the last cue list. */
    public SampleSessions step(String scene, CueList.Advance advance, int bars) {
        CueList list = cueLists.removeLast();
        var steps = new ArrayList<>(list.steps());
        String id = "step_" + (steps.size() + 1);
        steps.add(new CueList.Step(id, named(scenes, scene).id(), advance, bars));
        cueLists.add(list.withSteps(steps));
        return this;
    }

    private Scene.Assignment assignment(String cell) {
        String[] names = cell.split("/");
        Track track = named(tracks, names[0]);
        return new Scene.Assignment(track.id(), Optional.of(named(track.clips(), names[1]).id()));
    }

    private static <T extends AddressableObject> T named(List<T> objects, String name) {
        return objects.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    /** Sets the clock node: the node whose tempo the session follows. */
    public SampleSessions clockNode(String node) {
        clockNode = Optional.of(node);
        return this;
    }

    public GraphFileContents done() {
        parametersOf.forEach((id, numbers) -> nodes.add(new Node(id, "Test", numbers)));
        return new GraphFileContents(
                "test",
                new Graph(nodes, parameters),
                new Session(tracks, scenes, cueLists),
                new Tempo(120),
                Meter.COMMON,
                GlobalLaunchSettings.USUAL.with(transition),
                clockNode,
                active);
    }

    private static ParamValue value(Object value) {
        return value instanceof String text
                ? ParamValue.of(text)
                : ParamValue.of(((Number) value).doubleValue());
    }

    private static Parameter parameter(int number, String path) {
        int slash = path.indexOf('/');
        return new Parameter(
                number,
                new ParamPath(path.substring(0, slash), path.substring(slash + 1)),
                false,
                Optional.empty(),
                true,
                false,
                false,
                new Range(0, 1, true),
                "",
                false);
    }

    private void holdsText(int number, ParamValue value) {
        if (value instanceof ParamValue.Text != parameters.get(number).text()) {
            parameters.set(number, holding(parameters.get(number), true, Optional.empty(), false));
        }
    }

    private static Parameter holding(
            Parameter p, boolean text, Optional<ParamValue> initial, boolean onOff) {
        return new Parameter(
                p.number(),
                p.path(),
                text,
                initial,
                p.declared(),
                p.wired(),
                p.locked(),
                p.range(),
                p.unit(),
                onOff);
    }

    private static Parameter locked(Parameter p) {
        return new Parameter(
                p.number(),
                p.path(),
                p.text(),
                p.initial(),
                p.declared(),
                p.wired(),
                true,
                p.range(),
                p.unit(),
                p.onOff());
    }
}
