package io.downbeat.session.model;

import io.downbeat.time.Beats;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What happens by itself after a clip or a scene has played.
 *
 * @param chance the probability of {@code a}, 0 to 1
 * @param time how long it plays before the action; empty is one bar
 * @param repeats how many times {@code time} passes before the action, from 1
 */
public record FollowAction(
        boolean on, Choice a, Choice b, double chance, Optional<Beats> time, int repeats) {

    /** The longest time before the action, as the contract has it. */
    public static final double LONGEST_BEATS = 100_000;

    /** The most repeats, and the last position that a jump may name, as the contract has it. */
    public static final int MOST = 1_000_000;

    public static final FollowAction NONE =
            new FollowAction(
                    false,
                    new Choice(Kind.NEXT, 0),
                    new Choice(Kind.NONE, 0),
                    1,
                    Optional.empty(),
                    1);

    /** The follow action with other positions to jump to; position 0 makes the jump none. */
    public FollowAction withJumps(IntUnaryOperator moved) {
        Choice first = a.jumpingTo(moved);
        Choice second = b.jumpingTo(moved);
        return first.equals(a) && second.equals(b)
                ? this
                : new FollowAction(on, first, second, chance, time, repeats);
    }

    /** One of the two actions. {@code jump} is the target position of {@link Kind#JUMP}, else 0. */
    public record Choice(Kind kind, int jump) {

        private Choice jumpingTo(IntUnaryOperator moved) {
            if (kind != Kind.JUMP) {
                return this;
            }
            int position = moved.applyAsInt(jump);
            return position > 0 ? new Choice(kind, position) : new Choice(Kind.NONE, 0);
        }
    }

    /** The actions, by the words of the contract and of the file. */
    public enum Kind {
        NONE,
        STOP,
        AGAIN,
        PREVIOUS,
        NEXT,
        FIRST,
        LAST,
        ANY,
        OTHER,
        BAG,
        JUMP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
