package io.downbeat.control;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.RelativeStep;

/** The contract's table "Scenes and cue paths". */
final class SceneRoutes {
    private SceneRoutes() {}

    static void bind(Routes routes) {
        bindScenes(routes);
        bindCuePaths(routes);
    }

    private static void bindScenes(Routes routes) {
        routes.bind("/scene/{s}/launch", SceneRoutes::launch);
        routes.bind("/scene/next", call -> launchBy(call, RelativeStep.NEXT));
        routes.bind("/scene/previous", call -> launchBy(call, RelativeStep.PREVIOUS));
        routes.bind("/scene/any", call -> launchBy(call, RelativeStep.ANY));
        routes.notYet(
                "/scene/add",
                "/scene/{s}/update",
                "/scene/{s}/assign/{n}",
                "/scene/{s}/clear/{n}",
                "/scene/{s}/leave/{n}",
                "/scene/{s}/name",
                "/scene/{s}/color",
                "/scene/{s}/color/rgba",
                "/scene/{s}/tempo",
                "/scene/{s}/delete",
                "/scene/{s}/duplicate",
                "/scene/{s}/move",
                "/scene/{s}/follow",
                "/scene/{s}/follow/a",
                "/scene/{s}/follow/b",
                "/scene/{s}/follow/chance",
                "/scene/{s}/follow/time",
                "/scene/{s}/follow/repeats");
    }

    private static Command launch(MethodCall call) {
        return new Command.LaunchScene(call.ref(0), call.quantize(), TransitionRoutes.own(call));
    }

    private static Command launchBy(MethodCall call, RelativeStep relativeStep) {
        return new Command.LaunchSceneRelative(relativeStep, call.quantize());
    }

    private static void bindCuePaths(Routes routes) {
        routes.notYet(
                "/cue/add",
                "/cue/{c}/name",
                "/cue/{c}/delete",
                "/cue/{c}/go",
                "/cue/{c}/next",
                "/cue/{c}/previous",
                "/cue/{c}/reset",
                "/cue/{c}/stop",
                "/cue/{c}/guard",
                "/cue/{c}/quantize",
                "/cue/{c}/step/{k}/launch",
                "/cue/{c}/step/add",
                "/cue/{c}/step/{k}/delete",
                "/cue/{c}/step/{k}/move",
                "/cue/{c}/step/{k}/scene",
                "/cue/{c}/step/{k}/advance");
    }
}
