package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.rgba;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.whole;
import static io.downbeat.address.AnswerArguments.wholes;

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
        rows.at("/scene/add").notYet();
        rows.at("/scene/{s}/launch")
                .fires(call ->
                        new Command.LaunchScene(
                                call.ref(0), call.quantize(), call.optionalNumber(1)));
        addStates(rows);
        rows.at("/scene/{s}/update").notYet();
        rows.at("/scene/{s}/assign/{n}").reads((view, at) -> whole(assigned(view, at))).notYet();
        rows.at("/scene/{s}/clear/{n}").notYet();
        rows.at("/scene/{s}/leave/{n}").notYet();
        rows.at("/scene/{s}/name").reads((view, at) -> text(view.scene(at).name())).notYet();
        rows.at("/scene/{s}/color").reads((view, at) -> text(view.scene(at).color())).notYet();
        rows.at("/scene/{s}/color/rgba").reads((view, at) -> rgba(view.scene(at).color())).notYet();
        rows.at("/scene/{s}/tempo").reads((view, at) -> number(view.scene(at).tempo())).notYet();
        rows.at("/scene/{s}/delete").notYet();
        rows.at("/scene/{s}/duplicate").notYet();
        rows.at("/scene/{s}/move").notYet();
        FollowActionAddresses.add(
                rows,
                "/scene/{s}",
                (view, at) -> view.scene(at).follow(),
                (call, change) -> {
                    throw AddressTableBuilder.notYet(call);
                });
        rows.at("/scene/next").fires(call -> launch(call, RelativeStep.NEXT));
        rows.at("/scene/previous").fires(call -> launch(call, RelativeStep.PREVIOUS));
        rows.at("/scene/any").fires(call -> launch(call, RelativeStep.ANY));
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
                                view.until(
                                        states(view)
                                                .waiting(at.first())
                                                .map(SceneStates.QueuedScene::due))));
    }

    private static Command launch(AddressCall call, RelativeStep step) {
        return new Command.LaunchSceneRelative(step, call.quantize());
    }

    private static SceneStates states(TimedView view) {
        return view.view().scenes();
    }

    private static String name(TimedView view, int position) {
        return view.session().scene(position).map(Scene::name).orElse("");
    }

    private static int[] stateNumbers(TimedView view) {
        int[] numbers = new int[view.session().scenes().size()];
        for (int scene = 1; scene <= numbers.length; scene++) {
            numbers[scene - 1] = states(view).number(scene);
        }
        return numbers;
    }

    private static int assigned(TimedView view, ConcreteAddress at) {
        Track track = view.session().tracks().get(at.second() - 1);
        return view.scene(at).clipOf(track.id()).map(track::positionOf).orElse(0);
    }
}
