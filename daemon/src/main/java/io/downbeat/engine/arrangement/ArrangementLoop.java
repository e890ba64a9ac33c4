package io.downbeat.engine.arrangement;

import io.downbeat.time.Beats;

/**
 * The loop of the arrangement, in beats of the arrangement. Without a length it is the whole
 * arrangement.
 *
 * @param on whether it is repeated
 */
public record ArrangementLoop(boolean on, Beats from, Beats to) {

    /**
     * The shortest loop, 16 turns to a beat: shorter ones would keep the conductor from everything
     * else.
     */
    public static final Beats SHORTEST = Beats.of(1.0 / 16);

    /** The whole arrangement, which is not repeated. */
    public static final ArrangementLoop OFF = new ArrangementLoop(false, Beats.ZERO, Beats.ZERO);

    ArrangementLoop with(boolean isOn) {
        return new ArrangementLoop(isOn, from, to);
    }

    ArrangementLoop withRange(Beats otherFrom, Beats otherTo) {
        return new ArrangementLoop(on, otherFrom, otherTo);
    }

    private boolean isWhole() {
        return !to.isAfter(from);
    }

    Beats begin() {
        return isWhole() ? Beats.ZERO : from;
    }

    /**
     * @param length the length of the arrangement
     */
    Beats end(Beats length) {
        return isWhole() ? length : to;
    }

    /** Whether what is played from a position on is repeated: the end is still to come. */
    boolean repeats(Beats position, Beats length) {
        boolean isLong = !end(length).minus(begin()).isBefore(SHORTEST);
        return on && isLong && position.isBefore(end(length));
    }

    /** Whether it is the same loop in arrangements of these lengths, or off. */
    boolean isSame(Beats length, Beats otherLength) {
        return !on || end(length).equals(end(otherLength));
    }
}
