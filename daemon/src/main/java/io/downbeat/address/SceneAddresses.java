package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.whole;
import static io.downbeat.address.ValueToOscArguments.wholes;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SceneStates;

/** Scenes: their settings, assigned clips, states and triggers. */
final class SceneAddresses {

    private SceneAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/scene/count").reads((view, at) -> whole(view.session().scenes().size()));
        rows.at("/scene/add").fires(call -> new Command.AddScene(call.optionalText(0)));
        rows.at("/scene/{s}/launch")
                .fires(call ->
                        new Command.LaunchScene(
                                call.ref(0), call.quantize(), call.optionalNumber(1)));
        addStates(rows);
        rows.at("/scene/{s}/update").fires(call -> new Command.UpdateScene(call.ref(0)));
        addAssignments(rows);
        rows.at("/scene/{s}/name")
                .reads((view, at) -> text(view.scene(at).name()))
                .sets(call -> new Command.RenameScene(call.ref(0), call.text(0)));
        ColorAddresses.add(
                rows,
                "/scene/{s}",
                (view, at) -> view.scene(at).color(),
                (call, color) -> new Command.ColorScene(call.ref(0), color));
        rows.at("/scene/{s}/tempo")
                .reads((view, at) -> number(view.scene(at).tempo()))
                .sets(call -> new Command.SetSceneTempo(call.ref(0), call.number(0)));
        rows.at("/scene/{s}/delete").fires(call -> new Command.DeleteScene(call.ref(0)));
        rows.at("/scene/{s}/duplicate").fires(call -> new Command.DuplicateScene(call.ref(0)));
        rows.at("/scene/{s}/move").fires(call -> new Command.MoveScene(call.ref(0), call.whole(0)));
        FollowActionAddresses.add(
                rows,
                "/scene/{s}",
                (view, at) -> view.scene(at).follow(),
                (call, change) -> new Command.SetSceneFollow(call.ref(0), change));
        rows.at("/scene/next").fires(call -> launch(call, RelativeStep.NEXT));
        rows.at("/scene/previous").fires(call -> launch(call, RelativeStep.PREVIOUS));
        rows.at("/scene/any").fires(call -> launch(call, RelativeStep.ANY));
    }

    private static void addAssignments(AddressTableBuilder rows) {
        rows.at("/scene/{s}/assign/{n}")
                .reads((view, at) -> whole(assigned(view, at)))
                .sets(call ->
                        new Command.AssignClip(call.ref(0), call.ref(1), call.optionalObject(0)));
        rows.at("/scene/{s}/clear/{n}")
                .fires(call -> new Command.ClearAssignment(call.ref(0), call.ref(1)));
        rows.at("/scene/{s}/leave/{n}")
                .fires(call -> new Command.LeaveTrackUnchanged(call.ref(0), call.ref(1)));
    }

    private static void addStates(AddressTableBuilder rows) {
        rows.at("/scene/{s}/state").reads((view, at) -> whole(states(view).number(at.first())));
        rows.at("/scene/states").reads((view, at) -> wholes(stateNumbers(view)));
        rows.at("/scene/active").reads((view, at) -> whole(states(view).active()));
        rows.at("/scene/active/name").reads((view, at) -> text(name(view, states(view).active())));
        rows.at("/scene/queued").reads((view, at) -> whole(states(view).latestQueued()));
        rows.at("/scene/queued/name")
                .reads((view, at) -> text(name(view, states(view).latestQueued())));
        rows.at("/scene/last").reads((view, at) -> whole(states(view).last()));
        rows.at("/scene/last/name").reads((view, at) -> text(name(view, states(view).last())));
        rows.at("/scene/{s}/countdown")
                .reads((view, at) ->
                        number(
                                view.beatsUntil(
                                        states(view)
                                                .queuedScene(at.first())
                                                .map(SceneStates.QueuedScene::due))));
    }

    private static Command launch(ResolvedMessage call, RelativeStep step) {
        return new Command.LaunchSceneRelative(step, call.quantize());
    }

    private static SceneStates states(SessionViewAtTime view) {
        return view.view().scenes();
    }

    private static String name(SessionViewAtTime view, int position) {
        return view.session().scene(position).map(Scene::name).orElse("");
    }

    private static int[] stateNumbers(SessionViewAtTime view) {
        int[] numbers = new int[view.session().scenes().size()];
        for (int scene = 1; scene <= numbers.length; scene++) {
            numbers[scene - 1] = states(view).number(scene);
        }
        return numbers;
    }

    private static int assigned(SessionViewAtTime view, ConcreteAddress at) {
        Track track = view.session().tracks().get(at.second() - 1);
        return view.scene(at).clipOf(track.id()).map(track::positionOf).orElse(0);
    }
}
