package io.downbeat.clock.follow;

import io.downbeat.time.Meter;

/**
 * Converts the count of a clock's pulses to beats of the song, by the offset between them. The
 * count begins with the first pulse that is received. The clock gives the offset by a start, by
 * numbers, or by beats and bars among finer pulses.
 *
 * <p>A number is believed if it fits the time that has passed or follows the last number. A number
 * that contradicts both must come twice, except for 1, which restarts the count.
 */
final class PulseCountToSongBeat {

    /** The position of a numbered beat, in quarters of the song. */
    sealed interface Result {

        record At(double place) implements Result {}

        /** The song goes on elsewhere from this beat on. */
        record Jump(double place) implements Result {}

        /** The last beat once more. */
        record Duplicate() implements Result {}
    }

    /** Quarters: positions are whole fractions of a quarter; less is rounding error. */
    private static final double SAME = 1e-6;

    /** Quarters: half way to the next beat. */
    private static final double NEAR = 0.5;

    private Meter meter = Meter.COMMON;
    private ClockSyncLevel clockSyncLevel = ClockSyncLevel.NOTHING;
    private double offset;
    private int locates;
    private int lastNumber;
    private double lastPlace;
    private int numberDoubted;
    private double shiftDoubted;

    Meter meter() {
        return meter;
    }

    void meter(Meter next) {
        meter = next;
    }

    ClockSyncLevel clockSyncLevel() {
        return clockSyncLevel;
    }

    int locates() {
        return locates;
    }

    /** The song position of a position of the sequence. */
    double songPosition(double position) {
        return position + offset;
    }

    /** The position of the sequence for a song position. */
    double sequencePosition(double place) {
        return place - offset;
    }

    void atLeast(ClockSyncLevel more) {
        clockSyncLevel = clockSyncLevel.covers(more) ? clockSyncLevel : more;
    }

    /** The clock itself gives the song position of this pulse. */
    void locate(double position, double place) {
        boolean elsewhere = Math.abs(place - songPosition(position)) > SAME;
        locates += elsewhere || clockSyncLevel != ClockSyncLevel.POSITION ? 1 : 0;
        offset = place - position;
        clockSyncLevel = ClockSyncLevel.POSITION;
        shiftDoubted = 0;
    }

    /** Nothing is known of the song any more. */
    void forget() {
        clockSyncLevel = ClockSyncLevel.NOTHING;
        offset = 0;
        lastNumber = 0;
        lastPlace = 0;
        numberDoubted = 0;
        shiftDoubted = 0;
    }

    /** The song begins with a beat of that number. */
    void startWith(int number) {
        lastNumber = Math.max(number, 0);
        lastPlace = 0;
    }

    /**
     * A pulse implies a song position. If as much is known already, a contradiction must come
     * twice.
     */
    void align(double position, double place, ClockSyncLevel by) {
        double shift = place - songPosition(position);
        boolean fits = Math.abs(shift) < SAME;
        if (!fits && clockSyncLevel.covers(by) && Math.abs(shift - shiftDoubted) > SAME) {
            shiftDoubted = shift;
            return;
        }
        if (!fits) {
            offset += shift;
            locates += clockSyncLevel.covers(by) ? 1 : 0;
        }
        shiftDoubted = 0;
        atLeast(by);
    }

    /** A beat without a number. */
    void beat(double place) {
        lastPlace = place;
        lastNumber = lastNumber > 0 ? lastNumber + 1 : 0;
    }

    /** A numbered beat, where the line is at song position {@code expected}. */
    Result beat(int number, double expected) {
        Result result = find(number, expected);
        switch (result) {
            case Result.At(double place) -> lastPlace = place;
            case Result.Jump(double place) -> lastPlace = place;
            case Result.Duplicate() -> {}
        }
        lastNumber = number;
        return result;
    }

    private Result find(int number, double expected) {
        int doubted = numberDoubted;
        numberDoubted = 0;
        if (lastNumber == 0) {
            return first(number, expected);
        }
        if (number == lastNumber && expected - lastPlace < NEAR) {
            return new Result.Duplicate();
        }
        double inSong = number - 1;
        double inBar = nearestBar(expected - inSong) + inSong;
        boolean barwise = Math.max(number, lastNumber) <= beatsInABar();
        if (Math.abs(inSong - expected) < NEAR) {
            return new Result.At(inSong);
        }
        if (barwise && Math.abs(inBar - expected) < NEAR) {
            return new Result.At(inBar);
        }
        if (number == doubted) {
            return new Result.Jump(inSong);
        }
        if (number == lastNumber + 1 || (number == 1 && lastNumber == beatsInABar())) {
            return new Result.At(lastPlace + 1);
        }
        if (number == 1) {
            return new Result.Jump(inSong);
        }
        numberDoubted = number + 1;
        return new Result.At(Math.rint(expected));
    }

    /** A small number may count from the start or in the bar; the bar line is the same. */
    private Result first(int number, double expected) {
        double inSong = number - 1;
        if (clockSyncLevel == ClockSyncLevel.POSITION && Math.abs(inSong - expected) < NEAR) {
            return new Result.At(inSong);
        }
        double inBar = nearestBar(expected - inSong) + inSong;
        if (clockSyncLevel.covers(ClockSyncLevel.BAR) && Math.abs(inBar - expected) < NEAR) {
            return new Result.At(inBar);
        }
        return new Result.Jump(inSong);
    }

    /** Whether beats are numbered from the start, and so beyond doubt. */
    boolean isNumberedThroughout() {
        return lastNumber > beatsInABar();
    }

    double bar() {
        return PulseKind.BAR.quarters(meter);
    }

    double nearestBar(double place) {
        return Math.rint(place / bar()) * bar();
    }

    private int beatsInABar() {
        return (int) Math.ceil(bar());
    }
}
