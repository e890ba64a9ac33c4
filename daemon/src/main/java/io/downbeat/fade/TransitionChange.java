package io.downbeat.fade;

import java.util.Optional;

/**
 * A change of one part of a transition. Who has none of its own and is given a part takes the other
 * parts from what held for it so far.
 */
public sealed interface TransitionChange {

    record Length(double length) implements TransitionChange {}

    record Unit(Transition.Unit unit) implements TransitionChange {}

    record Shape(Curve curve) implements TransitionChange {}

    /** To have none of its own. */
    record Inherit() implements TransitionChange {}

    /** The own transition after the change, of one for whom {@code inForce} held. */
    default Optional<Transition> appliedTo(Transition inForce) {
        return switch (this) {
            case Length(double length) -> Optional.of(inForce.withLength(length));
            case Unit(var unit) -> Optional.of(inForce.with(unit));
            case Shape(var curve) -> Optional.of(inForce.with(curve));
            case Inherit() -> Optional.empty();
        };
    }
}
