package io.downbeat.clock.follow;

import java.util.OptionalInt;

/**
 * Finds from the numbers of ticks how many have gone by, whether they count from the start, in the
 * bar or in the beat. Numbers decide, however long it took: a clock may pause.
 */
final class TickNumberUnwrapper {

    /**
     * Ticks: a number so little behind the last belongs to a message that another has overtaken.
     */
    private static final int REORDERED = 4;

    /** Ticks, a quarter: the numbers may count this many more than fit the time that has passed. */
    private static final int MOST = 24;

    /** The numbers may count this many times what fits the time that has passed. */
    private static final double MOST_BY_TIME = 1.5;

    private OptionalInt last = OptionalInt.empty();

    /** The length of the count, if it starts again in each bar or beat. */
    private OptionalInt cycle = OptionalInt.empty();

    void forget() {
        last = OptionalInt.empty();
        cycle = OptionalInt.empty();
    }

    /**
     * How many ticks this one is after the last that counted: 0 if it does not count, empty if the
     * numbers restart and so do not show it.
     *
     * @param byTime how many ticks the time suggests at the last tempo
     */
    OptionalInt since(int number, double byTime) {
        if (last.isEmpty()) {
            last = OptionalInt.of(number);
            return OptionalInt.empty();
        }
        int before = last.getAsInt();
        long gone = (long) number - before;
        if (gone <= 0 && gone > -REORDERED) {
            return OptionalInt.of(0);
        }
        last = OptionalInt.of(number);
        if (gone < 0 && (cycle.isEmpty() || gone + cycle.getAsInt() < 1)) {
            cycle =
                    gone > -Integer.MAX_VALUE
                            ? OptionalInt.of((int) (1 - gone))
                            : OptionalInt.empty();
            return OptionalInt.empty();
        }
        if (cycle.isPresent()) {
            long length = cycle.getAsInt();
            long cycles = Math.max(gone < 0 ? 1 : 0, Math.round((byTime - gone) / length));
            gone += cycles * length;
        }
        boolean believed = gone <= Math.max(MOST, MOST_BY_TIME * byTime);
        return believed ? OptionalInt.of((int) gone) : OptionalInt.empty();
    }
}
