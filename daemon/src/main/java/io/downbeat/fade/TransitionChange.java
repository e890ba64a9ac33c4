package io.downbeat.fade;

import java.util.Optional;

/**
 * A change of one part of a track's or a clip's transition. A track or clip without its own
 * transition copies the other parts from the one that it inherits.
 */
public sealed interface TransitionChange {

    record Length(double length) implements TransitionChange {}

    record Unit(Transition.Unit unit) implements TransitionChange {}

    record Shape(Curve curve) implements TransitionChange {}

    /** Removes the own transition: the inherited one applies. */
    record Inherit() implements TransitionChange {}

    /**
     * The own transition after the change; empty if it is inherited.
     *
     * @param inForce the transition that applied before, own or inherited
     */
    default Optional<Transition> appliedTo(Transition inForce) {
        return switch (this) {
            case Length(double length) -> Optional.of(inForce.withLength(length));
            case Unit(var unit) -> Optional.of(inForce.with(unit));
            case Shape(var curve) -> Optional.of(inForce.with(curve));
            case Inherit() -> Optional.empty();
        };
    }
}
