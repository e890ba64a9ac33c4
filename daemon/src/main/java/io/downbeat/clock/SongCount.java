package io.downbeat.clock;

import io.downbeat.time.Meter;

/**
 * Which beat of the song a pulse is. A train counts its pulses from wherever it began; this says
 * what lies between that count and the song's, as far as the master has told it by a start, by
 * numbers, or by beats and bars among finer pulses. Not thread safe.
 *
 * <p>Numbers are believed where they fit what went by, or follow each other; what contradicts both
 * must be said twice, except for 1, which begins anew.
 */
final class SongCount {

    /** Where a numbered beat lies, in song quarters. */
    sealed interface Finding {

        record At(double place) implements Finding {}

        /** The count goes on elsewhere from this beat on. */
        record Leap(double place) implements Finding {}

        /** The last beat once more. */
        record Doubled() implements Finding {}
    }

    private static final double SAME = 1e-6;
    private static final double NEAR = 0.5;

    private Meter meter = Meter.COMMON;
    private Known known = Known.NOTHING;
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

    Known known() {
        return known;
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

    void atLeast(Known more) {
        known = known.covers(more) ? known : more;
    }

    /** The master itself says that this pulse is there. */
    void locate(double position, double place) {
        boolean elsewhere = Math.abs(place - song(position)) > SAME;
        locates += elsewhere || known != Known.PLACE ? 1 : 0;
        ahead = place - position;
        known = Known.PLACE;
        shiftDoubted = 0;
    }

    /** Nothing is known any more of the song. */
    void forget() {
        known = Known.NOTHING;
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
    void align(double position, double place, Known by) {
        double shift = place - song(position);
        boolean fits = Math.abs(shift) < SAME;
        if (!fits && known.covers(by) && Math.abs(shift - shiftDoubted) > SAME) {
            shiftDoubted = shift;
            return;
        }
        if (!fits) {
            ahead += shift;
            locates += known.covers(by) ? 1 : 0;
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
    Finding beat(int number, double expected) {
        Finding finding = find(number, expected);
        switch (finding) {
            case Finding.At(double place) -> lastPlace = place;
            case Finding.Leap(double place) -> lastPlace = place;
            case Finding.Doubled() -> {}
        }
        lastNumber = number;
        return finding;
    }

    private Finding find(int number, double expected) {
        int doubted = numberDoubted;
        numberDoubted = 0;
        if (lastNumber == 0) {
            return first(number, expected);
        }
        if (number == lastNumber && expected - lastPlace < NEAR) {
            return new Finding.Doubled();
        }
        double inSong = number - 1;
        double inBar = nearestBar(expected - inSong) + inSong;
        boolean barwise = Math.max(number, lastNumber) <= beatsInABar();
        if (Math.abs(inSong - expected) < NEAR) {
            return new Finding.At(inSong);
        }
        if (barwise && Math.abs(inBar - expected) < NEAR) {
            return new Finding.At(inBar);
        }
        if (number == doubted) {
            return new Finding.Leap(inSong);
        }
        if (number == lastNumber + 1 || (number == 1 && lastNumber == beatsInABar())) {
            return new Finding.At(lastPlace + 1);
        }
        if (number == 1) {
            return new Finding.Leap(inSong);
        }
        numberDoubted = number + 1;
        return new Finding.At(Math.rint(expected));
    }

    /** Small numbers may be counted from the start or in the bar; the bar line is the same. */
    private Finding first(int number, double expected) {
        double inSong = number - 1;
        if (known == Known.PLACE && Math.abs(inSong - expected) < NEAR) {
            return new Finding.At(inSong);
        }
        double inBar = nearestBar(expected - inSong) + inSong;
        if (known.covers(Known.BAR) && Math.abs(inBar - expected) < NEAR) {
            return new Finding.At(inBar);
        }
        return new Finding.Leap(inSong);
    }

    /** Whether beats are numbered from the start, and so beyond doubt. */
    boolean isNumberedThroughout() {
        return lastNumber > beatsInABar();
    }

    double bar() {
        return Grain.BAR.quarters(meter);
    }

    double nearestBar(double place) {
        return Math.rint(place / bar()) * bar();
    }

    private int beatsInABar() {
        return (int) Math.ceil(bar());
    }
}
