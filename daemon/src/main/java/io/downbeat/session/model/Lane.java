package io.downbeat.session.model;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The moves of one parameter in an arrangement, in the order of their beats. It uses parallel
 * arrays, because an hour of recording has hundreds of thousands of moves. Immutable.
 */
public final class Lane {

    private final ParamPath path;
    private final long[] micros;
    private final double[] numbers;

    /** Null if all values are numbers; else null where the value is a number. */
    private final @Nullable String @Nullable [] texts;

    private Lane(
            ParamPath path, long[] micros, double[] numbers, @Nullable String @Nullable [] texts) {
        this.path = path;
        this.micros = micros;
        this.numbers = numbers;
        this.texts = texts;
    }

    public ParamPath path() {
        return path;
    }

    public int size() {
        return micros.length;
    }

    public boolean isEmpty() {
        return micros.length == 0;
    }

    /** The beat of a move, from the beginning of the arrangement. */
    public Beats at(int index) {
        return Beats.micro(micros[index]);
    }

    /** The number that a move sets; 0 if it sets a text. */
    public double number(int index) {
        return numbers[index];
    }

    public boolean isText(int index) {
        return texts != null && texts[index] != null;
    }

    /** The text that a move sets; empty if it sets a number. */
    public String text(int index) {
        String text = texts == null ? null : texts[index];
        return text == null ? "" : text;
    }

    public ParamValue value(int index) {
        return isText(index) ? ParamValue.of(text(index)) : ParamValue.of(numbers[index]);
    }

    /** The index of the first move at or after a beat; the size if there is none. */
    public int firstAtOrAfter(Beats beat) {
        int low = 0;
        int high = micros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] < beat.micro()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Lane that
                        && path.equals(that.path)
                        && Arrays.equals(micros, that.micros)
                        && Arrays.equals(numbers, that.numbers)
                        && Arrays.equals(texts, that.texts);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(micros);
    }

    @Override
    public String toString() {
        return path + " " + size() + " moves";
    }

    /** Builds a lane. The moves are added in the order of their beats. Not thread safe. */
    public static final class Builder {
        private final ParamPath path;
        private int size;
        private long[] micros = new long[16];
        private double[] numbers = new double[16];
        private @Nullable String @Nullable [] texts;

        public Builder(ParamPath path) {
            this.path = path;
        }

        public int size() {
            return size;
        }

        /** Throws {@link IllegalArgumentException} if the beat is before that of the last move. */
        public Builder add(Beats at, ParamValue value) {
            switch (value) {
                case ParamValue.Numeric(var number) -> put(at.micro(), number, null);
                case ParamValue.Text(var text) -> put(at.micro(), 0, text);
            }
            return this;
        }

        /** As {@link #add(Beats, ParamValue)}. */
        public Builder add(Beats at, double number) {
            put(at.micro(), number, null);
            return this;
        }

        /** Adds the moves of a lane from one index to before another. */
        public Builder addAll(Lane from, int begin, int end) {
            for (int index = begin; index < end; index++) {
                put(
                        from.micros[index],
                        from.numbers[index],
                        from.isText(index) ? from.text(index) : null);
            }
            return this;
        }

        /** Leaves out the moves from this index on. */
        public Builder truncate(int newSize) {
            size = Math.min(size, newSize);
            return this;
        }

        /** The lane so far. */
        public Lane build() {
            return new Lane(
                    path,
                    Arrays.copyOf(micros, size),
                    Arrays.copyOf(numbers, size),
                    hasText() ? Arrays.copyOf(texts, size) : null);
        }

        private boolean hasText() {
            for (int index = 0; texts != null && index < size; index++) {
                if (texts[index] != null) {
                    return true;
                }
            }
            return false;
        }

        private void put(long micro, double number, @Nullable String text) {
            if (size > 0 && micro < micros[size - 1]) {
                throw new IllegalArgumentException(
                        "a move of "
                                + path
                                + " at micro-beat "
                                + micro
                                + " cannot follow one at "
                                + micros[size - 1]);
            }
            if (size == micros.length) {
                micros = Arrays.copyOf(micros, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
                texts = texts == null ? null : Arrays.copyOf(texts, size * 2);
            }
            if (text != null && texts == null) {
                texts = new String[micros.length];
            }
            micros[size] = micro;
            numbers[size] = number;
            if (texts != null) {
                texts[size] = text;
            }
            size++;
        }
    }
}
