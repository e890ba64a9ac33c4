package io.downbeat.clock.follow;

import io.downbeat.time.Meter;

/**
 * Which beat of the song a pulse is. A train counts its pulses from wherever it began; this says
 * what lies between that count and the song's, as far as the master has told it by a start, by
 * numbers, or by beats and bars among finer pulses. Not thread safe.
 *
 * <p>Numbers are believed where they fit what went by, or follow each other; what contradicts both
 * must be said twice, except for 1, which begins anew.
 */
final class SongBeatLocator {

    /** Where a numbered beat lies, in song quarters. */
    sealed interface Result {

        record At(double place) implements Result {}

        /** The count goes on elsewhere from this beat on. */
        record Leap(double place) implements Result {}

        /** The last beat once more. */
        record Doubled() implements Result {}
    }

    private static final double SAME = 1e-6;
    private static final double NEAR = 0.5;

    private Meter meter = Meter.COMMON;
    private SyncLevel syncLevel = SyncLevel.NOTHING;
    private double ahead;
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

    SyncLevel syncLevel() {
        return syncLevel;
    }

    int locates() {
        return locates;
    }

    /** The song position of a pulse that the train counts so. */
    double song(double position) {
        return position + ahead;
    }

    /** The train's count for that song position. */
    double train(double place) {
        return place - ahead;
    }

    void atLeast(SyncLevel more) {
        syncLevel = syncLevel.covers(more) ? syncLevel : more;
    }

    /** The master itself says that this pulse is there. */
    void locate(double position, double place) {
        boolean elsewhere = Math.abs(place - song(position)) > SAME;
        locates += elsewhere || syncLevel != SyncLevel.PLACE ? 1 : 0;
        ahead = place - position;
        syncLevel = SyncLevel.PLACE;
        shiftDoubted = 0;
    }

    /** Nothing is known any more of the song. */
    void forget() {
        syncLevel = SyncLevel.NOTHING;
        ahead = 0;
        lastNumber = 0;
        lastPlace = 0;
        numberDoubted = 0;
        shiftDoubted = 0;
    }

    /** The count begins with a beat of that number. */
    void begun(int number) {
        lastNumber = Math.max(number, 0);
        lastPlace = 0;
    }

    /** A pulse is said to be there; once that much is known, it must be said twice to change it. */
    void align(double position, double place, SyncLevel by) {
        double shift = place - song(position);
        boolean fits = Math.abs(shift) < SAME;
        if (!fits && syncLevel.covers(by) && Math.abs(shift - shiftDoubted) > SAME) {
            shiftDoubted = shift;
            return;
        }
        if (!fits) {
            ahead += shift;
            locates += syncLevel.covers(by) ? 1 : 0;
        }
        shiftDoubted = 0;
        atLeast(by);
    }

    /** A beat without a number. */
    void beat(double place) {
        lastPlace = place;
        lastNumber = lastNumber > 0 ? lastNumber + 1 : 0;
    }

    /** A numbered beat that comes where the line is at {@code expected}. */
    Result beat(int number, double expected) {
        Result result = find(number, expected);
        switch (result) {
            case Result.At(double place) -> lastPlace = place;
            case Result.Leap(double place) -> lastPlace = place;
            case Result.Doubled() -> {}
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
            return new Result.Doubled();
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
            return new Result.Leap(inSong);
        }
        if (number == lastNumber + 1 || (number == 1 && lastNumber == beatsInABar())) {
            return new Result.At(lastPlace + 1);
        }
        if (number == 1) {
            return new Result.Leap(inSong);
        }
        numberDoubted = number + 1;
        return new Result.At(Math.rint(expected));
    }

    /** Small numbers may be counted from the start or in the bar; the bar line is the same. */
    private Result first(int number, double expected) {
        double inSong = number - 1;
        if (syncLevel == SyncLevel.PLACE && Math.abs(inSong - expected) < NEAR) {
            return new Result.At(inSong);
        }
        double inBar = nearestBar(expected - inSong) + inSong;
        if (syncLevel.covers(SyncLevel.BAR) && Math.abs(inBar - expected) < NEAR) {
            return new Result.At(inBar);
        }
        return new Result.Leap(inSong);
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
