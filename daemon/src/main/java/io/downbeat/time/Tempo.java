package io.downbeat.time;

/** A tempo in quarters a minute (BPM). */
public record Tempo(double bpm) {

    /** The range to which clients and performers can set the tempo, in BPM. */
    public static final double SLOWEST = 20;

    public static final double FASTEST = 300;

    /** Throws {@link IllegalArgumentException} unless the tempo is above zero and finite. */
    public Tempo {
        if (!(bpm > 0) || Double.isInfinite(bpm)) {
            throw new IllegalArgumentException("a tempo is above 0 and finite, not " + bpm);
        }
    }

    /** The playable tempo nearest to {@code bpm}. */
    public static Tempo clamped(double bpm) {
        return new Tempo(Math.clamp(bpm, SLOWEST, FASTEST));
    }

    public double microsPerBeat() {
        return 60e6 / bpm;
    }
}
