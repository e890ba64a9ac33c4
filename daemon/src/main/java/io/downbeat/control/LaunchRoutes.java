package io.downbeat.control;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;

import java.util.Locale;

/** The contract's tables "Quantization, transitions, queue", "Tracks" and "Clips". */
final class LaunchRoutes {
    private LaunchRoutes() {}

    static void bind(Routes routes) {
        bindQueue(routes);
        bindTracks(routes);
        bindTrackLaunches(routes);
        bindClips(routes);
    }

    private static void bindQueue(Routes routes) {
        routes.bind(
                "/quantize",
                call -> new Command.SetQuantize(Quantize.of(call.text(0)).orElseThrow()));
        routes.bind("/quantize/late", call -> new Command.SetLate(call.number(0)));
        TransitionRoutes.bind(routes);
        routes.bind(
                "/launch/stopped",
                call ->
                        new Command.SetWhenStopped(
                                GlobalLaunchSettings.WhenStopped.valueOf(constant(call.text(0)))));
        routes.bind(
                "/launch/empty",
                call ->
                        new Command.SetWhenEmpty(
                                GlobalLaunchSettings.WhenEmpty.valueOf(constant(call.text(0)))));
        routes.bind("/launch/cancel", call -> new Command.CancelAll());
        routes.bind("/panic", call -> new Command.Panic());
    }

    private static void bindTracks(Routes routes) {
        routes.notYet(
                "/track/add",
                "/track/{n}/name",
                "/track/{n}/color",
                "/track/{n}/color/rgba",
                "/track/{n}/delete",
                "/track/{n}/move",
                "/track/{n}/assign",
                "/track/{n}/unassign",
                "/track/{n}/clip/add");
        routes.bind("/track/{n}/revert", call -> new Command.RevertTrack(call.ref(0)));
        routes.bind("/track/{n}/safe", call -> new Command.SetSafe(call.ref(0), call.toggle()));
    }

    private static void bindTrackLaunches(Routes routes) {
        routes.bind("/track/{n}/stop", call -> new Command.StopTrack(call.ref(0), call.quantize()));
        routes.bind(
                "/clip/stopall",
                call -> new Command.StopTrack(ObjectReference.ALL, call.quantize()));
        routes.bind("/track/{n}/next", call -> launchBy(call, RelativeStep.NEXT));
        routes.bind("/track/{n}/previous", call -> launchBy(call, RelativeStep.PREVIOUS));
        routes.bind("/track/{n}/first", call -> launchBy(call, RelativeStep.FIRST));
        routes.bind("/track/{n}/last", call -> launchBy(call, RelativeStep.LAST));
        routes.bind("/track/{n}/any", call -> launchBy(call, RelativeStep.ANY));
        routes.bind("/track/{n}/other", call -> launchBy(call, RelativeStep.OTHER));
    }

    private static Command launchBy(MethodCall call, RelativeStep relativeStep) {
        return new Command.LaunchRelative(call.ref(0), relativeStep, call.quantize());
    }

    private static void bindClips(Routes routes) {
        routes.bind("/track/{n}/clip/{m}/launch", LaunchRoutes::launch);
        routes.bindRelease("/track/{n}/clip/{m}/launch", LaunchRoutes::release);
        routes.bind(
                "/track/{n}/clip/{m}/cancel",
                call -> new Command.CancelClip(call.ref(0), call.ref(1)));
        routes.notYet(
                "/track/{n}/clip/{m}/update",
                "/track/{n}/clip/{m}/delete",
                "/track/{n}/clip/{m}/duplicate",
                "/track/{n}/clip/{m}/move",
                "/track/{n}/clip/{m}/name",
                "/track/{n}/clip/{m}/color",
                "/track/{n}/clip/{m}/color/rgba",
                "/track/{n}/clip/{m}/param/{node}/{param}");
        routes.bind("/track/{n}/clip/{m}/quantize", LaunchRoutes::clipQuantize);
        routes.bind("/track/{n}/clip/{m}/mode", LaunchRoutes::clipMode);
        routes.notYet(
                "/track/{n}/clip/{m}/follow",
                "/track/{n}/clip/{m}/follow/a",
                "/track/{n}/clip/{m}/follow/b",
                "/track/{n}/clip/{m}/follow/chance",
                "/track/{n}/clip/{m}/follow/time",
                "/track/{n}/clip/{m}/follow/repeats",
                "/follow");
    }

    private static Command launch(MethodCall call) {
        return new Command.LaunchClip(
                call.ref(0), call.ref(1), call.quantize(), call.held(), TransitionRoutes.own(call));
    }

    private static Command release(MethodCall call) {
        return new Command.ReleaseClip(call.ref(0), call.ref(1), call.quantize());
    }

    /** Of the words only {@code global} is none of the quantizations. */
    private static Command clipQuantize(MethodCall call) {
        return new Command.SetClipQuantize(call.ref(0), call.ref(1), Quantize.of(call.text(0)));
    }

    private static Command clipMode(MethodCall call) {
        LaunchMode mode = LaunchMode.valueOf(constant(call.text(0)));
        return new Command.SetClipMode(call.ref(0), call.ref(1), mode);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
