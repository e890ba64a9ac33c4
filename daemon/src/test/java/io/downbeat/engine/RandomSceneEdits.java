package io.downbeat.engine;

import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random edits of scenes, cue lists, locks and parameters. */
final class RandomSceneEdits {

    private final Random random;
    private int made;

    RandomSceneEdits(Random random) {
        this.random = random;
    }

    Edit next(SessionView view) {
        Session session = view.session();
        List<Scene> scenes = session.scenes();
        int kind = random.nextInt(12);
        if (scenes.isEmpty() || kind == 0) {
            return new Edit.AddScene(scene(session), 1 + random.nextInt(scenes.size() + 1));
        }
        SceneId scene = SceneId.of(any(scenes));
        return switch (kind) {
            case 1 ->
                    new Edit.DuplicateScene(scene, new SceneId("scene_" + ++made), "Copy " + made);
            case 2 -> new Edit.MoveScene(scene, 1 + random.nextInt(scenes.size()));
            case 3 ->
                    random.nextInt(3) == 0
                            ? new Edit.DeleteScene(scene)
                            : new Edit.RenameScene(scene, "Scene " + random.nextInt(9));
            case 4 -> new Edit.SetSceneTempo(scene, random.nextInt(3) * 40);
            case 5, 6 -> assignment(session, scene);
            case 7, 8 -> cueList(session, scene);
            default -> graph(view);
        };
    }

    private Scene scene(Session session) {
        return new Scene(
                "scene_" + ++made, "New " + made, assignments(session), 0, FollowAction.NONE, "");
    }

    private List<Scene.Assignment> assignments(Session session) {
        var all = new ArrayList<Scene.Assignment>();
        for (Track track : session.tracks()) {
            if (random.nextBoolean()) {
                Optional<String> clip =
                        track.clips().isEmpty()
                                ? Optional.empty()
                                : Optional.of(any(track.clips()).id());
                all.add(new Scene.Assignment(track.id(), clip));
            }
        }
        return all;
    }

    private Edit assignment(Session session, SceneId scene) {
        if (session.tracks().isEmpty() || random.nextInt(4) == 0) {
            return new Edit.SetSceneAssignments(scene, assignments(session));
        }
        Track track = any(session.tracks());
        TrackId id = TrackId.of(track);
        List<Clip> clips = track.clips();
        return switch (random.nextInt(3)) {
            case 0 -> new Edit.ClearAssignment(scene, id);
            case 1 -> new Edit.LeaveTrackUnchanged(scene, id);
            default ->
                    clips.isEmpty()
                            ? new Edit.LeaveTrackUnchanged(scene, id)
                            : new Edit.AssignClip(scene, ClipId.of(track, any(clips)));
        };
    }

    private Edit cueList(Session session, SceneId scene) {
        List<CueList> lists = session.cueLists();
        if (lists.isEmpty() || random.nextInt(6) == 0) {
            return new Edit.AddCueList(
                    new CueListId("qp_" + ++made), "Cues", 1 + random.nextInt(lists.size() + 1));
        }
        CueList list = any(lists);
        CueListId id = CueListId.of(list);
        if (list.steps().isEmpty() || random.nextInt(3) == 0) {
            return new Edit.AddCueStep(
                    new CueStepId(id, "qs_" + ++made),
                    scene,
                    1 + random.nextInt(list.steps().size() + 1));
        }
        CueStepId step = CueStepId.of(list, any(list.steps()));
        return switch (random.nextInt(7)) {
            case 0 -> new Edit.DeleteCueStep(step);
            case 1 -> new Edit.MoveCueStep(step, 1 + random.nextInt(list.steps().size()));
            case 2 -> new Edit.SetCueStepScene(step, scene);
            case 3 ->
                    new Edit.SetCueStepAdvance(
                            step, CueList.Advance.AFTER_BARS, 1 + random.nextInt(8));
            case 4 -> new Edit.SetCueQuantize(id, Optional.of(Quantize.BAR));
            case 5 -> new Edit.SetCueGuard(id, random.nextInt(3));
            default -> new Edit.DeleteCueList(id);
        };
    }

    private Edit graph(SessionView view) {
        List<Parameter> parameters = view.graph().parameters();
        if (parameters.isEmpty() || random.nextBoolean()) {
            Node node = any(view.graph().nodes());
            var path = new ParamPath(node.id(), "p" + random.nextInt(6));
            return new Edit.AddParameter(
                    path, random.nextBoolean() ? ParamValue.of(0.5) : ParamValue.of("x"));
        }
        return new Edit.SetLock(any(parameters).path(), random.nextBoolean());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
