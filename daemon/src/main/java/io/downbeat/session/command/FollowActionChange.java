package io.downbeat.session.command;

import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.time.Beats;

import java.util.Optional;

/** A change of one part of the follow action of a clip or a scene. */
public sealed interface FollowActionChange {

    record Enabled(OnOffToggle on) implements FollowActionChange {}

    record ActionA(Choice choice) implements FollowActionChange {}

    record ActionB(Choice choice) implements FollowActionChange {}

    record Chance(double chance) implements FollowActionChange {}

    record Time(Beats time) implements FollowActionChange {}

    record Repeats(int repeats) implements FollowActionChange {}

    /** Whether a fader sets it, and sends many values in a row. */
    default boolean isDragged() {
        return this instanceof Chance || this instanceof Time;
    }

    /** The follow action after the change. */
    default FollowAction appliedTo(FollowAction present) {
        boolean on = present.on();
        Choice a = present.a();
        Choice b = present.b();
        double chance = present.chance();
        Optional<Beats> time = present.time();
        int repeats = present.repeats();
        switch (this) {
            case Enabled(var change) -> on = change.from(on);
            case ActionA(var choice) -> a = choice;
            case ActionB(var choice) -> b = choice;
            case Chance(var probability) -> chance = probability;
            case Time(var beats) -> time = Optional.of(beats);
            case Repeats(var count) -> repeats = count;
        }
        return new FollowAction(on, a, b, chance, time, repeats);
    }
}
