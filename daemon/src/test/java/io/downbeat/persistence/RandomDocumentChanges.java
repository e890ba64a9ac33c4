package io.downbeat.persistence;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.EditApplier;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Every kind of change that an edit can make to a document, at random. */
final class RandomDocumentChanges {

    private final Random random;
    private int made;

    RandomDocumentChanges(Random random) {
        this.random = random;
    }

    /** Makes one change. */
    void change(PlayedSession played) {
        switch (random.nextInt(10)) {
            case 0 -> played.document(this::nodes);
            case 1 -> values(played);
            case 2, 3 -> played.document(this::tracks);
            case 4, 5 -> played.document(this::clips);
            case 6 -> played.document(this::scenes);
            case 7 -> played.document(this::cueLists);
            case 8 -> launch(played);
            default -> settings(played);
        }
    }

    private void values(PlayedSession played) {
        for (Parameter parameter : played.document().graph().parameters()) {
            if (random.nextInt(3) == 0) {
                String path = parameter.path().toString();
                if (parameter.text()) {
                    played.value(path, "v" + random.nextInt(9));
                } else {
                    played.value(path, random.nextInt(50) / 8.0);
                }
            }
        }
    }

    private void launch(PlayedSession played) {
        for (Track track : played.document().session().tracks()) {
            if (track.clips().isEmpty() || random.nextInt(3) == 0) {
                played.stop(track.id());
            } else {
                played.launch(track.id(), any(track.clips()).id());
            }
        }
    }

    private void settings(PlayedSession played) {
        switch (random.nextInt(4)) {
            case 0 -> played.tempo(20 + random.nextInt(280));
            case 1 -> played.signature(1 + random.nextInt(16), 2 << random.nextInt(4));
            case 2 -> played.quantize(any(List.of(Quantize.values())));
            default -> played.transition(transition());
        }
    }

    private Document nodes(Document document) {
        List<Node> all = document.graph().nodes();
        int kind = all.isEmpty() ? 0 : random.nextInt(6);
        if (kind == 0) {
            String id = "made" + ++made;
            return EditApplier.apply(
                    document,
                    new Edit.AddNode(id, "Made", List.of(parameter(id, "n1"), text(id, "s1"))));
        }
        Node node = any(all);
        if (kind == 1) {
            return EditApplier.apply(document, new Edit.DeleteNode(node.id()));
        }
        if (kind == 2) {
            return document.with(withParameter(document.graph(), node));
        }
        if (node.parameters().isEmpty()) {
            return document;
        }
        Parameter one = document.graph().parameter(any(node.parameters()));
        return document.with(
                document.graph()
                        .with(
                                kind == 3 && !one.text()
                                        ? one.with(Range.stated(random.nextInt(9), 10))
                                        : described(one)));
    }

    /** As a node that is there gets one more parameter. */
    private Graph withParameter(Graph graph, Node node) {
        List<Parameter> described = new ArrayList<>();
        node.parameters().forEach(number -> described.add(graph.parameter(number)));
        described.add(parameter(node.id(), "n" + (10 + ++made)));
        Graph without = graph.withoutNode(node.id());
        return without.withNode(node.id(), node.type(), described);
    }

    private Parameter described(Parameter old) {
        return new Parameter(
                old.number(),
                old.path(),
                old.text(),
                old.initial(),
                old.declared(),
                old.wired(),
                random.nextBoolean(),
                old.range(),
                random.nextBoolean() ? "Hz" : "",
                old.onOff());
    }

    private static Parameter parameter(String node, String name) {
        return parameter(node, name, false, ParamValue.of(0.5));
    }

    private static Parameter text(String node, String name) {
        return parameter(node, name, true, ParamValue.of("x"));
    }

    private static Parameter parameter(String node, String name, boolean isText, ParamValue value) {
        return new Parameter(
                0,
                new ParamPath(node, name),
                isText,
                Optional.of(value),
                true,
                false,
                false,
                new Range(0, 1, true),
                "",
                false);
    }

    private Document tracks(Document document) {
        Session session = document.session();
        List<Track> all = session.tracks();
        if (all.isEmpty() || random.nextInt(5) == 0) {
            var id = new TrackId("new_" + ++made);
            return EditApplier.apply(
                    document,
                    new Edit.AddTrack(id, "New \"" + made, 1 + random.nextInt(all.size() + 1)));
        }
        Track track = any(all);
        TrackId id = TrackId.of(track);
        return switch (random.nextInt(6)) {
            case 0 -> EditApplier.apply(document, new Edit.DeleteTrack(id));
            case 1 ->
                    EditApplier.apply(
                            document, new Edit.MoveTrack(id, 1 + random.nextInt(all.size())));
            case 2 -> {
                var copy =
                        new Track(
                                "copy_" + ++made,
                                track.name(),
                                List.of(),
                                track.clips(),
                                track.transition(),
                                track.safe(),
                                track.color());
                yield document.with(session.withTracks(with(all, copy)));
            }
            case 3 -> document.with(owners(document, track));
            default -> {
                var changed =
                        new Track(
                                track.id(),
                                random.nextBoolean() ? track.name() : "Name " + ++made,
                                track.nodes(),
                                track.clips(),
                                random.nextBoolean()
                                        ? track.transition()
                                        : Optional.of(transition()),
                                random.nextBoolean(),
                                color());
                yield document.with(session.withTrack(session.positionOf(id), changed));
            }
        };
    }

    /** Gives a track all nodes that nobody owns, or takes all of its nodes away. */
    private Session owners(Document document, Track track) {
        Session session = document.session();
        List<String> owned =
                session.tracks().stream().flatMap(each -> each.nodes().stream()).toList();
        List<String> free =
                document.graph().nodes().stream()
                        .map(Node::id)
                        .filter(id -> !owned.contains(id))
                        .toList();
        return session.withTrack(
                session.positionOf(TrackId.of(track)),
                track.withNodes(track.nodes().isEmpty() ? free : List.of()));
    }

    private Document clips(Document document) {
        if (document.session().tracks().isEmpty()) {
            return document;
        }
        Track track = any(document.session().tracks());
        int count = track.clips().size();
        if (count == 0 || random.nextInt(5) == 0) {
            return EditApplier.apply(
                    document,
                    new Edit.AddClip(
                            new ClipId(TrackId.of(track), "made_" + ++made),
                            "Made",
                            snapshot(document.graph()),
                            1 + random.nextInt(count + 1)));
        }
        Clip clip = any(track.clips());
        var id = ClipId.of(track, clip);
        return switch (random.nextInt(5)) {
            case 0 -> EditApplier.apply(document, new Edit.DeleteClip(id));
            case 1 -> EditApplier.apply(document, new Edit.MoveClip(id, 1 + random.nextInt(count)));
            case 2 -> {
                List<Clip> all = with(track.clips(), named(clip, "copy_" + ++made));
                yield changed(document, track, each -> each.withClips(all));
            }
            case 3 -> {
                Clip updated = clip.withValues(snapshot(document.graph()), clip.gone());
                yield changed(document, track, each -> with(each, updated));
            }
            default -> changed(document, track, each -> with(each, set(clip)));
        };
    }

    private static Track with(Track track, Clip clip) {
        return track.withClip(track.positionOf(clip.id()), clip);
    }

    private static Document changed(Document document, Track track, UnaryOperator<Track> change) {
        Session session = document.session();
        return document.with(
                session.withTrack(session.positionOf(TrackId.of(track)), change.apply(track)));
    }

    private static Clip named(Clip clip, String id) {
        return new Clip(
                id,
                clip.name(),
                clip.values(),
                clip.gone(),
                clip.quantize(),
                clip.mode(),
                clip.transition(),
                clip.follow(),
                clip.color());
    }

    private Clip set(Clip clip) {
        return new Clip(
                clip.id(),
                "Set " + ++made,
                clip.values(),
                clip.gone(),
                random.nextBoolean() ? Optional.empty() : Optional.of(Quantize.TWO_BARS),
                any(List.of(LaunchMode.values())),
                random.nextBoolean() ? Optional.empty() : Optional.of(transition()),
                follow(),
                color());
    }

    private ParameterValueList snapshot(Graph graph) {
        var values = new ParameterValueList.Builder();
        for (Parameter parameter : graph.parameters()) {
            if (random.nextInt(3) != 0) {
                values.add(
                        parameter.number(),
                        parameter.text()
                                ? ParamValue.of("clip " + random.nextInt(5))
                                : ParamValue.of(random.nextInt(40) / 8.0));
            }
        }
        return values.build();
    }

    private Document scenes(Document document) {
        Session session = document.session();
        List<Scene> all = session.scenes();
        if (all.isEmpty() || random.nextInt(4) == 0) {
            return document.with(
                    session.withScenes(with(all, scene(session, "scene_" + ++made, "New"))));
        }
        Scene scene = any(all);
        List<Scene> others = new ArrayList<>(all);
        others.remove(scene);
        return document.with(
                switch (random.nextInt(3)) {
                    case 0 -> withoutStepsOf(session.withScenes(others), scene.id());
                    case 1 -> session.withScenes(with(others, scene));
                    default -> {
                        List<Scene> changed = new ArrayList<>(all);
                        changed.set(
                                all.indexOf(scene), scene(session, scene.id(), "Scene " + ++made));
                        yield session.withScenes(changed);
                    }
                });
    }

    private Scene scene(Session session, String id, String name) {
        List<Scene.Assignment> assignments = new ArrayList<>();
        for (Track track : session.tracks()) {
            switch (random.nextInt(3)) {
                case 0 -> assignments.add(new Scene.Assignment(track.id(), Optional.empty()));
                case 1 -> {
                    if (!track.clips().isEmpty()) {
                        Optional<String> clip = Optional.of(any(track.clips()).id());
                        assignments.add(new Scene.Assignment(track.id(), clip));
                    }
                }
                default -> {}
            }
        }
        return new Scene(
                id,
                name,
                assignments,
                random.nextBoolean() ? 0 : 90 + random.nextInt(90),
                follow(),
                color());
    }

    private static Session withoutStepsOf(Session session, String scene) {
        List<CueList> lists = new ArrayList<>();
        for (CueList list : session.cueLists()) {
            lists.add(
                    new CueList(
                            list.id(),
                            list.name(),
                            list.steps().stream()
                                    .filter(step -> !step.sceneId().equals(scene))
                                    .toList(),
                            list.quantize(),
                            list.guardSeconds()));
        }
        return new Session(session.tracks(), session.scenes(), lists);
    }

    private Document cueLists(Document document) {
        Session session = document.session();
        List<CueList> all = new ArrayList<>(session.cueLists());
        if (session.scenes().isEmpty()) {
            return document;
        }
        switch (all.isEmpty() ? 0 : random.nextInt(4)) {
            case 0 ->
                    all.add(
                            random.nextInt(all.size() + 1),
                            new CueList(
                                    "list_" + ++made,
                                    "List",
                                    steps(session, List.of()),
                                    Optional.empty(),
                                    CueList.USUAL_GUARD_SECONDS));
            case 1 -> all.remove(random.nextInt(all.size()));
            case 2 -> all.add(all.removeFirst());
            default -> {
                int at = random.nextInt(all.size());
                CueList old = all.get(at);
                all.set(
                        at,
                        new CueList(
                                old.id(),
                                "Cues " + ++made,
                                steps(session, old.steps()),
                                Optional.of(any(List.of(Quantize.values()))),
                                random.nextInt(20) / 10.0));
            }
        }
        return document.with(new Session(session.tracks(), session.scenes(), all));
    }

    private List<CueList.Step> steps(Session session, List<CueList.Step> old) {
        List<CueList.Step> steps = new ArrayList<>(old);
        if (!steps.isEmpty()) {
            switch (random.nextInt(3)) {
                case 0 -> steps.remove(random.nextInt(steps.size()));
                case 1 -> steps.add(steps.removeFirst());
                default -> {
                    int at = random.nextInt(steps.size());
                    steps.set(at, step(session, steps.get(at).id()));
                }
            }
        }
        steps.add(random.nextInt(steps.size() + 1), step(session, "step_" + ++made));
        return steps;
    }

    private CueList.Step step(Session session, String id) {
        return new CueList.Step(
                id,
                any(session.scenes()).id(),
                any(List.of(CueList.Advance.values())),
                1 + random.nextInt(8));
    }

    private FollowAction follow() {
        if (random.nextBoolean()) {
            return FollowAction.NONE;
        }
        return new FollowAction(
                random.nextBoolean(),
                choice(),
                choice(),
                random.nextInt(5) / 4.0,
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(Beats.of(1 + random.nextInt(32) / 3.0)),
                1 + random.nextInt(3));
    }

    private FollowAction.Choice choice() {
        FollowAction.Kind kind = any(List.of(FollowAction.Kind.values()));
        int jump = kind == FollowAction.Kind.JUMP ? 1 + random.nextInt(4) : 0;
        return new FollowAction.Choice(kind, jump);
    }

    private Transition transition() {
        return new Transition(
                random.nextInt(5) / 2.0,
                any(List.of(Transition.Unit.values())),
                any(List.of(Curve.values())));
    }

    private String color() {
        return random.nextBoolean() ? "" : "rgb(1,%d,3)".formatted(random.nextInt(256));
    }

    private <T extends AddressableObject> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(random.nextInt(all.size() + 1), one);
        return more;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
