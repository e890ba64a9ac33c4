package io.downbeat.time;

/**
 * How fast beats go by, seen from one of them on: at a tempo, or gliding from it to another, and
 * bent while a hand nudges it.
 *
 * <p>A glide is linear in beats, so that the time until beat <i>b</i> is the integral of 60 /
 * (<i>from</i> + <i>slope</i> b): a logarithm, and exact wherever it is asked.
 *
 * @param from the tempo at its first beat
 * @param to the tempo it arrives at and keeps; the same as {@code from} without a glide
 * @param quarters how many quarters the glide takes; 0 without one
 * @param bend by how much all goes faster than it says; 0 is not at all, 0.1 is a tenth
 */
public record TempoProfile(Tempo from, Tempo to, double quarters, double bend) {

    /** Quarters; two years at any tempo. A longer glide is one of this length. */
    private static final double LONGEST_GLIDE = 1e9;

    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MICROS_PER_MINUTE = 60e6;

    /**
     * Throws {@link IllegalArgumentException} unless the glide lasts and the bend is a small one.
     */
    public TempoProfile {
        if (!(quarters >= 0) || Double.isInfinite(quarters)) {
            throw new IllegalArgumentException("a glide takes 0 or more beats, not " + quarters);
        }
        if (!(Math.abs(bend) < 1)) {
            throw new IllegalArgumentException("a bend is less than the tempo, not " + bend);
        }
        quarters = Math.min(quarters, LONGEST_GLIDE);
        if (from.equals(to) || quarters == 0) {
            from = to;
            quarters = 0;
        }
    }

    /** A tempo that stays. */
    public static TempoProfile of(Tempo tempo) {
        return new TempoProfile(tempo, tempo, 0, 0);
    }

    /** From the tempo at its first beat to another. */
    public TempoProfile glidingTo(Tempo target, double overQuarters) {
        return new TempoProfile(from, target, overQuarters, bend);
    }

    /** The same, bent otherwise. */
    public TempoProfile bentBy(double otherBend) {
        return new TempoProfile(from, to, quarters, otherBend);
    }

    /** Whether the tempo changes by itself. */
    public boolean isGliding() {
        return quarters > 0;
    }

    /** The tempo so many quarters on, as it is without the bend. */
    public Tempo tempoAfter(double passed) {
        if (passed >= quarters) {
            return to;
        }
        return passed <= 0 ? from : new Tempo(from.bpm() + slope() * passed);
    }

    /** What is left of it so many quarters on. */
    public TempoProfile after(double passed) {
        return new TempoProfile(
                tempoAfter(passed), to, Math.max(0, quarters - Math.max(0, passed)), bend);
    }

    /** Microseconds until a beat so far on; before its first beat it kept its first tempo. */
    double microsUntil(Beats passed) {
        double ahead = passed.quarters();
        if (ahead <= 0 || !isGliding()) {
            return steadyMicros((double) passed.micro(), from);
        }
        return ahead <= quarters
                ? glideMicros(ahead)
                : glideMicros(quarters) + steadyMicros(passed.micro() - glideMicroBeats(), to);
    }

    /** Micro-beats that have passed after so many microseconds. */
    double microBeatsAfter(long micros) {
        if (micros <= 0 || !isGliding()) {
            return steadyMicroBeats((double) micros, from);
        }
        double glide = glideMicros(quarters);
        if (micros > glide) {
            return glideMicroBeats() + steadyMicroBeats(micros - glide, to);
        }
        double minutes = micros * (1 + bend) / MICROS_PER_MINUTE;
        double ahead = from.bpm() * StrictMath.expm1(slope() * minutes) / slope();
        return ahead * Beats.MICROS_PER_BEAT;
    }

    private double steadyMicros(double microBeats, Tempo tempo) {
        return microBeats * SECONDS_PER_MINUTE / (tempo.bpm() * (1 + bend));
    }

    private double steadyMicroBeats(double micros, Tempo tempo) {
        return micros * (tempo.bpm() * (1 + bend)) / SECONDS_PER_MINUTE;
    }

    private double glideMicros(double passed) {
        double minutes = StrictMath.log1p(slope() * passed / from.bpm()) / slope();
        return minutes * MICROS_PER_MINUTE / (1 + bend);
    }

    private double glideMicroBeats() {
        return quarters * Beats.MICROS_PER_BEAT;
    }

    private double slope() {
        return (to.bpm() - from.bpm()) / quarters;
    }
}
