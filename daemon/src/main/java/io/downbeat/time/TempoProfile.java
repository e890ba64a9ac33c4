package io.downbeat.time;

/**
 * The tempo from one beat on: constant, or a ramp to another tempo; a nudge bends it.
 *
 * <p>A ramp is linear in beats. The time until beat <i>b</i> is the integral of 60 / (<i>from</i> +
 * <i>slope</i> b), which is a logarithm, so each beat is computed directly and exactly.
 *
 * @param from the tempo at the first beat
 * @param to the tempo at the end of the ramp and after it; equal to {@code from} without a ramp
 * @param quarters the length of the ramp in quarters; 0 without a ramp
 * @param bend the share by which a nudge makes the tempo faster; 0 is none, 0.1 is a tenth
 */
public record TempoProfile(Tempo from, Tempo to, double quarters, double bend) {

    /** In quarters, more than six years at 300 BPM. A longer ramp is shortened to this. */
    private static final double LONGEST_RAMP = 1e9;

    /**
     * In quarters, the unit in which beats are counted. A shorter ramp changes the tempo at once;
     * its slope could be infinite.
     */
    private static final double SHORTEST_RAMP = 1e-6;

    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MICROS_PER_MINUTE = 60e6;

    /**
     * Throws {@link IllegalArgumentException} unless the ramp's length is finite and not negative,
     * and the bend is less than 1 of either sign.
     */
    public TempoProfile {
        if (!(quarters >= 0) || Double.isInfinite(quarters)) {
            throw new IllegalArgumentException("a ramp takes 0 or more beats, not " + quarters);
        }
        if (!(Math.abs(bend) < 1)) {
            throw new IllegalArgumentException("a bend is less than the tempo, not " + bend);
        }
        quarters = Math.min(quarters, LONGEST_RAMP);
        if (from.equals(to) || quarters < SHORTEST_RAMP) {
            from = to;
            quarters = 0;
        }
    }

    /** A constant tempo. */
    public static TempoProfile of(Tempo tempo) {
        return new TempoProfile(tempo, tempo, 0, 0);
    }

    /** A ramp from the tempo at the first beat to another. */
    public TempoProfile rampingTo(Tempo target, double overQuarters) {
        return new TempoProfile(from, target, overQuarters, bend);
    }

    /** The same with another bend. */
    public TempoProfile bentBy(double otherBend) {
        return new TempoProfile(from, to, quarters, otherBend);
    }

    /** Whether there is a ramp. */
    public boolean isRamping() {
        return quarters > 0;
    }

    /** The tempo {@code passed} quarters after the first beat, without the bend. */
    public Tempo tempoAfter(double passed) {
        if (passed >= quarters) {
            return to;
        }
        return passed <= 0 ? from : new Tempo(from.bpm() + slope() * passed);
    }

    /** The profile from {@code passed} quarters after the first beat on. */
    public TempoProfile after(double passed) {
        return new TempoProfile(
                tempoAfter(passed), to, Math.max(0, quarters - Math.max(0, passed)), bend);
    }

    /** Microseconds from the first beat to another; before the first beat its tempo is constant. */
    double microsUntil(Beats passed) {
        double ahead = passed.quarters();
        if (ahead <= 0 || !isRamping()) {
            return steadyMicros((double) passed.micro(), from);
        }
        return ahead <= quarters
                ? rampMicros(ahead)
                : rampMicros(quarters) + steadyMicros(passed.micro() - rampMicroBeats(), to);
    }

    /** Micro-beats that pass in this many microseconds from the first beat on. */
    double microBeatsAfter(long micros) {
        if (micros <= 0 || !isRamping()) {
            return steadyMicroBeats((double) micros, from);
        }
        double ramp = rampMicros(quarters);
        if (micros > ramp) {
            return rampMicroBeats() + steadyMicroBeats(micros - ramp, to);
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

    private double rampMicros(double passed) {
        double minutes = StrictMath.log1p(slope() * passed / from.bpm()) / slope();
        return minutes * MICROS_PER_MINUTE / (1 + bend);
    }

    private double rampMicroBeats() {
        return quarters * Beats.MICROS_PER_BEAT;
    }

    private double slope() {
        return (to.bpm() - from.bpm()) / quarters;
    }
}
