package io.downbeat.time;

/**
 * A musical position: the bar, and the beat in the bar, both counted from 1. A beat here is one
 * unit of the time signature.
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
