package io.downbeat.midi;

/** A song position pointer: sixteenths from the beginning, in 14 bits. */
record SongPosition(int sixteenths) implements MidiClockMessage {

    static final int STATUS = 0xF2;

    private static final int BITS = 7;
    private static final int LOW = 0x7F;
    private static final int LIMIT = 1 << (2 * BITS);

    /** Positions from 16,384 sixteenths (1,024 bars of 4/4) on count from zero again. */
    static SongPosition of(long sixteenths) {
        return new SongPosition((int) Math.floorMod(sixteenths, (long) LIMIT));
    }

    static SongPosition of(int low, int high) {
        return new SongPosition((low & LOW) | ((high & LOW) << BITS));
    }

    int low() {
        return sixteenths & LOW;
    }

    int high() {
        return sixteenths >> BITS;
    }
}
