package io.downbeat.session.model;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The moves of one parameter in an arrangement, in the order of their beats. It uses parallel
 * arrays, because an hour of recording has hundreds of thousands of moves. Immutable.
 *
 * <p>A value stays until the next move, unless the parameter glides there: then it follows the
 * straight line between the two. Gliding moves take the place of dense ones, see {@link
 * CurveThinning}.
 */
public final class ParameterLane {

    private final ParamPath path;
    private final long[] micros;
    private final double[] numbers;

    /** Null if all values are numbers; else null where the value is a number. */
    private final @Nullable String @Nullable [] texts;

    /** Null if nothing glides. */
    private final boolean @Nullable [] glides;

    private ParameterLane(
            ParamPath path,
            long[] micros,
            double[] numbers,
            @Nullable String @Nullable [] texts,
            boolean @Nullable [] glides) {
        this.path = path;
        this.micros = micros;
        this.numbers = numbers;
        this.texts = texts;
        this.glides = glides;
    }

    /** A lane without moves. */
    public static ParameterLane none(ParamPath path) {
        return new Builder(path).build();
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

    /** Whether the value glides from that of the move before to that of this one. */
    public boolean glidesTo(int index) {
        return glides != null && index < glides.length && glides[index];
    }

    /**
     * The value at a beat, of the line from the move before an index to the move there, which
     * glides.
     */
    public double valueOnLine(int index, Beats at) {
        double passed = at.micro() - micros[index - 1];
        double length = micros[index] - micros[index - 1];
        double share = length <= 0 ? 1 : Math.clamp(passed / length, 0, 1);
        return numbers[index - 1] + (numbers[index] - numbers[index - 1]) * share;
    }

    /** The index of the first move after a beat; the size if there is none. */
    public int firstAfter(Beats beat) {
        return firstAtOrAfter(beat.plus(Beats.micro(1)));
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
                || (other instanceof ParameterLane that
                        && path.equals(that.path)
                        && Arrays.equals(micros, that.micros)
                        && Arrays.equals(numbers, that.numbers)
                        && Arrays.equals(texts, that.texts)
                        && Arrays.equals(glides, that.glides));
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
        private boolean @Nullable [] glides;

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

        /**
         * As {@link #add(Beats, ParamValue)}; the value glides there from the move before, unless
         * that is a text.
         */
        public Builder addGlide(Beats at, double number) {
            add(at, number);
            if (size > 1 && (texts == null || texts[size - 2] == null)) {
                glidesToFill()[size - 1] = true;
            }
            return this;
        }

        /**
         * Adds the moves of another lane from one index to before another.
         *
         * @param follows whether the move before the first of them was the last one added, so that
         *     a glide to the first one stays a glide
         */
        public Builder addAll(ParameterLane from, int begin, int end, boolean follows) {
            if (begin >= end) {
                return this;
            }
            requireOrder(from.micros[begin]);
            int count = end - begin;
            makeRoom(count);
            System.arraycopy(from.micros, begin, micros, size, count);
            System.arraycopy(from.numbers, begin, numbers, size, count);
            @Nullable String @Nullable [] otherTexts = from.texts;
            if (otherTexts != null) {
                System.arraycopy(otherTexts, begin, textsToFill(), size, count);
            }
            boolean @Nullable [] otherGlides = from.glides;
            if (otherGlides != null) {
                boolean[] marked = glidesToFill();
                System.arraycopy(otherGlides, begin, marked, size, count);
                marked[size] = marked[size] && follows && size > 0;
            }
            size += count;
            return this;
        }

        /** The lane so far. */
        public ParameterLane build() {
            return new ParameterLane(
                    path,
                    Arrays.copyOf(micros, size),
                    Arrays.copyOf(numbers, size),
                    hasText() ? Arrays.copyOf(textsToFill(), size) : null,
                    hasGlide() ? Arrays.copyOf(glidesToFill(), size) : null);
        }

        private boolean hasText() {
            for (int index = 0; texts != null && index < size; index++) {
                if (texts[index] != null) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasGlide() {
            for (int index = 0; glides != null && index < size; index++) {
                if (glides[index]) {
                    return true;
                }
            }
            return false;
        }

        private void put(long micro, double number, @Nullable String text) {
            requireOrder(micro);
            makeRoom(1);
            micros[size] = micro;
            numbers[size] = number;
            if (text != null) {
                textsToFill()[size] = text;
            }
            size++;
        }

        private void requireOrder(long micro) {
            if (size > 0 && micro < micros[size - 1]) {
                throw new IllegalArgumentException(
                        "a move of "
                                + path
                                + " at micro-beat "
                                + micro
                                + " cannot follow one at "
                                + micros[size - 1]);
            }
        }

        private void makeRoom(int more) {
            if (size + more > micros.length) {
                int room = Math.max(size + more, size * 2);
                micros = Arrays.copyOf(micros, room);
                numbers = Arrays.copyOf(numbers, room);
                texts = texts == null ? null : Arrays.copyOf(texts, room);
                glides = glides == null ? null : Arrays.copyOf(glides, room);
            }
        }

        private @Nullable String[] textsToFill() {
            @Nullable String[] filled = texts == null ? new String[micros.length] : texts;
            texts = filled;
            return filled;
        }

        private boolean[] glidesToFill() {
            boolean[] filled = glides == null ? new boolean[micros.length] : glides;
            glides = filled;
            return filled;
        }
    }
}
