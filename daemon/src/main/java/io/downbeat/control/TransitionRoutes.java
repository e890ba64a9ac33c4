package io.downbeat.control;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.command.Command;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Transitions, of the session, of tracks and of clips, as the contract's tables have them. */
final class TransitionRoutes {

    /** The length by which a track or a clip leaves its transition to what stands above it. */
    private static final double NONE = -1;

    private TransitionRoutes() {}

    static void bind(Routes routes) {
        bind(routes, "/fade", call -> change -> new Command.SetFade(change));
        bind(
                routes,
                "/track/{n}/fade",
                call -> change -> new Command.SetTrackFade(call.ref(0), change));
        bind(
                routes,
                "/track/{n}/clip/{m}/fade",
                call -> change -> new Command.SetClipFade(call.ref(0), call.ref(1), change));
        routes.bind("/fade/cut", call -> new Command.CutFades());
    }

    /** The length of its own that a launch carries behind its quantization. */
    static OptionalDouble own(MethodCall call) {
        return call.has(1) ? OptionalDouble.of(call.number(1)) : OptionalDouble.empty();
    }

    private static void bind(
            Routes routes,
            String address,
            Function<MethodCall, Function<TransitionChange, Command>> of) {
        routes.bind(address, call -> of.apply(call).apply(length(call)));
        routes.bind(address + "/unit", call -> of.apply(call).apply(unit(call)));
        routes.bind(address + "/curve", call -> of.apply(call).apply(curve(call)));
    }

    private static TransitionChange length(MethodCall call) {
        double length = call.number(0);
        return length == NONE
                ? new TransitionChange.Inherit()
                : new TransitionChange.Length(length);
    }

    private static TransitionChange unit(MethodCall call) {
        return new TransitionChange.Unit(Transition.Unit.valueOf(constant(call)));
    }

    private static TransitionChange curve(MethodCall call) {
        return new TransitionChange.Shape(Curve.valueOf(constant(call)));
    }

    private static String constant(MethodCall call) {
        return call.text(0).toUpperCase(Locale.ROOT);
    }
}
