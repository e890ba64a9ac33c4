package io.downbeat.clock.follow;

import java.util.OptionalInt;

/**
 * What the numbers of ticks say of how many have gone by, wherever they count from: from the start,
 * in the bar or in the beat. Numbers decide how many ticks there were, however long that took: a
 * master may stand for a while. Not thread safe.
 */
final class TickNumberDecoder {

    /** A number so little behind the last is a message that another has overtaken. */
    private static final int OVERTAKEN = 4;

    /** So many more may have gone by than the time tells: a beat. */
    private static final int MOST = 24;

    private static final double MOST_BY_TIME = 1.5;

    private OptionalInt last = OptionalInt.empty();
    private OptionalInt round = OptionalInt.empty();

    void forget() {
        last = OptionalInt.empty();
        round = OptionalInt.empty();
    }

    /**
     * How many ticks this one is after the last that counted: 0 for one that does not count, empty
     * where the numbers begin or begin anew and so do not tell.
     *
     * @param byTime how many there would be at the tempo that the master had
     */
    OptionalInt since(int number, double byTime) {
        if (last.isEmpty()) {
            last = OptionalInt.of(number);
            return OptionalInt.empty();
        }
        int before = last.getAsInt();
        long gone = (long) number - before;
        if (gone <= 0 && gone > -OVERTAKEN) {
            return OptionalInt.of(0);
        }
        last = OptionalInt.of(number);
        if (gone < 0 && (round.isEmpty() || gone + round.getAsInt() < 1)) {
            round =
                    gone > -Integer.MAX_VALUE
                            ? OptionalInt.of((int) (1 - gone))
                            : OptionalInt.empty();
            return OptionalInt.empty();
        }
        if (round.isPresent()) {
            long length = round.getAsInt();
            long rounds = Math.max(gone < 0 ? 1 : 0, Math.round((byTime - gone) / length));
            gone += rounds * length;
        }
        boolean believed = gone <= Math.max(MOST, MOST_BY_TIME * byTime);
        return believed ? OptionalInt.of((int) gone) : OptionalInt.empty();
    }
}
