package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.command.Command;

import java.util.Optional;
import java.util.function.BiFunction;

/** The three addresses of a transition, which the session, its tracks and its clips share. */
final class FadeSettingAddresses {

    /** The length of a track or clip that inherits its transition. */
    private static final double INHERITED = -1;

    private FadeSettingAddresses() {}

    /**
     * Adds {@code /fade}, {@code /fade/unit} and {@code /fade/curve} below an object.
     *
     * @param object the template of the object; empty for the session
     * @param own the transition that the object itself has
     * @param inForce the transition that its launches use
     * @param command makes the command that changes the transition
     */
    static void add(
            AddressTableBuilder rows,
            String object,
            BiFunction<SessionViewAtTime, ConcreteAddress, Optional<Transition>> own,
            BiFunction<SessionViewAtTime, ConcreteAddress, Transition> inForce,
            BiFunction<ResolvedMessage, TransitionChange, Command> command) {
        rows.at(object + "/fade")
                .reads((view, at) ->
                        number(own.apply(view, at).map(Transition::length).orElse(INHERITED)))
                .sets(call -> command.apply(call, length(call.number(0))));
        rows.at(object + "/fade/unit")
                .reads((view, at) -> text(inForce.apply(view, at).unit().word()))
                .sets(call ->
                        command.apply(
                                call,
                                new TransitionChange.Unit(
                                        call.constant(
                                                0,
                                                Transition.Unit.values(),
                                                Transition.Unit::word))));
        rows.at(object + "/fade/curve")
                .reads((view, at) -> text(inForce.apply(view, at).curve().word()))
                .sets(call ->
                        command.apply(
                                call,
                                new TransitionChange.Shape(
                                        call.constant(0, Curve.values(), Curve::word))));
    }

    private static TransitionChange length(double length) {
        return length == INHERITED
                ? new TransitionChange.Inherit()
                : new TransitionChange.Length(length);
    }
}
