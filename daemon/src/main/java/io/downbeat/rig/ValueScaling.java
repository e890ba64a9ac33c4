package io.downbeat.rig;

import java.util.List;

/** Converts a number from one program's range to another's. */
public sealed interface ValueScaling {
    /** The number in the other program's range. */
    double apply(double value);

    /** The number in this program's range, for values that come back. */
    double invert(double value);

    /**
     * The largest absolute number in the other range, used to judge rounding; 0 if there is no
     * range.
     */
    double magnitude();

    /** Leaves numbers unchanged. */
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
     * A linear conversion from {@code from} to {@code to}, clamped at both ends. Either range may
     * be descending.
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

    /** The two ends of a range; they differ. */
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
            // The ends must be exact and not rounded.
            return share == 1.0 ? end : start + share * (end - start);
        }

        static Span settled(Object value) {
            if (value instanceof List<?> list && list.size() == 2) {
                return new Span(
                        TomlTypeCheck.number(list.get(0)), TomlTypeCheck.number(list.get(1)));
            }
            throw TomlTypeCheck.unexpected("two numbers, as [0.0, 1.0]", value);
        }
    }

    /** Reads two keys; both or neither must be present. */
    static ValueScaling read(RigSectionReader rigSectionReader, String fromKey, String toKey) {
        if (!rigSectionReader.has(fromKey) && !rigSectionReader.has(toKey)) {
            return new None();
        }
        Span unit = new Span(0, 1);
        if (!rigSectionReader.has(fromKey) || !rigSectionReader.has(toKey)) {
            rigSectionReader.addProblem(
                    rigSectionReader.has(fromKey) ? fromKey : toKey,
                    fromKey + " and " + toKey + " belong together; give both, two numbers each");
        }
        return new Linear(
                rigSectionReader.read(fromKey, unit, Span::settled),
                rigSectionReader.read(toKey, unit, Span::settled));
    }
}
