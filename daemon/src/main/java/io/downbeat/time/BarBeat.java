package io.downbeat.time;

/**
 * A place in the count: bar and beat in the bar, both from 1, the beat in units of the signature.
 */
public record BarBeat(long bar, int beat) {

    public boolean isDownbeat() {
        return beat == 1;
    }

    @Override
    public String toString() {
        return bar + "." + beat;
    }
}
