package io.downbeat.session.editing;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Edits of cue lists and their steps. */
final class CueListEditing {

    private CueListEditing() {}

    static Document apply(Document document, Edit.CueListEdit edit) {
        Session session = document.session();
        return switch (edit) {
            case Edit.AddCueList(var id, var name, var position) -> {
                var list =
                        new CueList(
                                id.text(),
                                name,
                                List.of(),
                                Optional.empty(),
                                CueList.USUAL_GUARD_SECONDS);
                yield document.with(
                        session.withCueLists(
                                ObjectLists.inserted(
                                        "cue list", session.cueLists(), list, position)));
            }
            case Edit.DeleteCueList(var id) ->
                    document.with(
                            session.withCueLists(
                                    ObjectLists.without(
                                            session.cueLists(), list(session, id).id())));
            case Edit.RenameCueList(var id, var name) ->
                    changed(document, id, list -> list.withName(name));
            case Edit.SetCueGuard(var id, var seconds) ->
                    changed(document, id, list -> list.withGuard(seconds));
            case Edit.SetCueQuantize(var id, var quantize) ->
                    changed(document, id, list -> list.withQuantize(quantize));
            case Edit.AddCueStep(var id, var scene, var position) -> {
                SceneEditing.scene(session, scene);
                yield changed(
                        document, id.list(), list -> withStep(list, id.text(), scene, position));
            }
            case Edit.DeleteCueStep(var id) -> {
                CueList.Step deleted = step(session, id);
                yield changed(
                        document, id.list(), list -> without(list, step -> step.equals(deleted)));
            }
            case Edit.MoveCueStep(var id, var position) -> {
                CueList.Step moved = step(session, id);
                yield list(session, id.list()).positionOf(id.text()) == position
                        ? document
                        : changed(
                                document,
                                id.list(),
                                list ->
                                        list.withSteps(
                                                ObjectLists.moved(
                                                        "step", list.steps(), moved, position)));
            }
            case Edit.SetCueStepScene(var id, var scene) -> {
                SceneEditing.scene(session, scene);
                yield changed(document, id, step -> step.withScene(scene.text()));
            }
            case Edit.SetCueStepAdvance(var id, var advance, var bars) ->
                    changed(document, id, step -> step.withAdvance(advance, bars));
        };
    }

    static String words(Session session, Edit.CueListEdit edit) {
        return switch (edit) {
            case Edit.AddCueList add -> "add cue list " + add.name();
            case Edit.DeleteCueList(var id) -> "delete cue list " + name(session, id);
            case Edit.RenameCueList rename -> "rename cue list " + name(session, rename.list());
            case Edit.SetCueGuard set -> "cue list " + name(session, set.list()) + " guard";
            case Edit.SetCueQuantize set -> "cue list " + name(session, set.list()) + " quantize";
            case Edit.AddCueStep(var id, var scene, var position) ->
                    "add step "
                            + name(session, id.list())
                            + "/"
                            + SceneEditing.name(session, scene);
            case Edit.DeleteCueStep(var id) -> "delete step " + name(session, id);
            case Edit.MoveCueStep move -> "move step " + name(session, move.step());
            case Edit.SetCueStepScene set -> "step " + name(session, set.step()) + " scene";
            case Edit.SetCueStepAdvance set -> "step " + name(session, set.step()) + " advance";
        };
    }

    /** The session without the steps that launch a scene; lists without any stay the same. */
    static Session withoutStepsOf(Session session, String sceneId) {
        List<CueList> left =
                session.cueLists().stream()
                        .map(list -> without(list, step -> step.sceneId().equals(sceneId)))
                        .toList();
        return left.equals(session.cueLists()) ? session : session.withCueLists(left);
    }

    private static CueList without(CueList list, Predicate<CueList.Step> dropped) {
        return list.steps().stream().noneMatch(dropped)
                ? list
                : list.withSteps(list.steps().stream().filter(Predicate.not(dropped)).toList());
    }

    private static CueList withStep(CueList list, String id, SceneId scene, int position) {
        if (list.positionOf(id) > 0) {
            throw ObjectLists.taken("step", id);
        }
        ObjectLists.requireRoom("step", list.steps());
        if (position < 1 || position > list.steps().size() + 1) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a new step goes to a position from 1 to %d, not %d"
                            .formatted(list.steps().size() + 1, position));
        }
        var steps = new ArrayList<>(list.steps());
        steps.add(position - 1, new CueList.Step(id, scene.text(), CueList.Advance.MANUAL, 1));
        return list.withSteps(steps);
    }

    private static String name(Session session, CueListId id) {
        return session.cueList(id).map(CueList::name).orElse(id.text());
    }

    /** A step has no name: it is called by its list and its scene. */
    private static String name(Session session, CueStepId id) {
        String scene =
                session.cueList(id.list())
                        .flatMap(list -> list.step(list.positionOf(id.text())))
                        .map(step -> SceneEditing.name(session, new SceneId(step.sceneId())))
                        .orElse(id.text());
        return name(session, id.list()) + "/" + scene;
    }

    private static CueList list(Session session, CueListId id) {
        return session.cueList(id).orElseThrow(() -> Refusal.gone("cue list", id.text()));
    }

    private static CueList.Step step(Session session, CueStepId id) {
        CueList list = list(session, id.list());
        return list.step(list.positionOf(id.text()))
                .orElseThrow(() -> Refusal.gone("step", id.toString()));
    }

    private static Document changed(
            Document document, CueListId id, UnaryOperator<CueList> change) {
        return ObjectLists.changed(
                document,
                list(document.session(), id),
                change,
                (session, after) -> session.withCueList(session.positionOf(id), after));
    }

    private static Document changed(
            Document document, CueStepId id, UnaryOperator<CueList.Step> change) {
        CueList.Step before = step(document.session(), id);
        return changed(
                document,
                id.list(),
                list ->
                        list.withSteps(
                                list.steps().stream()
                                        .map(step ->
                                                step.equals(before) ? change.apply(step) : step)
                                        .toList()));
    }
}
