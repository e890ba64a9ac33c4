package io.downbeat.rig;

import java.util.List;

/** What happens to a number on its way from one program's range to another's. */
public sealed interface ValueScaling {
    /** The number on the far side. */
    double apply(double value);

    /** The number on the near side, for values that come back. */
    double invert(double value);

    /** The largest number on the far side, by which rounding is measured; 0 where there is none. */
    double magnitude();

    /** Numbers as they are. */
    record None() implements ValueScaling {
        @Override
        public double apply(double value) {
            return value;
        }

        @Override
        public double invert(double value) {
            return value;
        }

        @Override
        public double magnitude() {
            return 0;
        }
    }

    /**
     * A straight line from {@code from} to {@code to}, clamped at both ends. Either range may run
     * downwards.
     */
    record Linear(Span from, Span to) implements ValueScaling {
        @Override
        public double apply(double value) {
            return to.at(from.share(value));
        }

        @Override
        public double invert(double value) {
            return from.at(to.share(value));
        }

        @Override
        public double magnitude() {
            return Math.max(Math.abs(to.start), Math.abs(to.end));
        }
    }

    /** Two ends of a range; they differ. */
    record Span(double start, double end) {
        public Span {
            if (!Double.isFinite(start) || !Double.isFinite(end) || start == end) {
                throw new RigException(
                        "expected two different numbers, found [" + start + ", " + end + "]");
            }
        }

        private double share(double value) {
            return Math.clamp((value - start) / (end - start), 0.0, 1.0);
        }

        private double at(double share) {
            // the ends exactly, whatever rounding does in between
            return share == 1.0 ? end : start + share * (end - start);
        }

        static Span settled(Object value) {
            if (value instanceof List<?> list && list.size() == 2) {
                return new Span(TomlValues.number(list.get(0)), TomlValues.number(list.get(1)));
            }
            throw TomlValues.unexpected("two numbers, as [0.0, 1.0]", value);
        }
    }

    /** Reads two keys that come together or not at all. */
    static ValueScaling read(RigSectionReader rigSectionReader, String fromKey, String toKey) {
        if (!rigSectionReader.has(fromKey) && !rigSectionReader.has(toKey)) {
            return new None();
        }
        Span unit = new Span(0, 1);
        if (!rigSectionReader.has(fromKey) || !rigSectionReader.has(toKey)) {
            rigSectionReader.addProblem(
                    rigSectionReader.has(fromKey) ? fromKey : toKey,
                    fromKey + " and " + toKey + " come together, two numbers each");
        }
        return new Linear(
                rigSectionReader.read(fromKey, unit, Span::settled),
                rigSectionReader.read(toKey, unit, Span::settled));
    }
}
