package io.downbeat.midi;

import java.util.Optional;

/** The MIDI clock messages of one byte. */
public enum MidiRealTimeMessage implements MidiClockMessage {
    /** A 24th of a quarter has passed. */
    TICK(0xF8),
    /** Start from the beginning with the next tick. */
    START(0xFA),
    /** Continue from the song position with the next tick. */
    CONTINUE(0xFB),
    STOP(0xFC);

    private final int status;

    MidiRealTimeMessage(int status) {
        this.status = status;
    }

    /** The byte on the wire. */
    public int status() {
        return status;
    }

    static Optional<MidiRealTimeMessage> of(int status) {
        return switch (status) {
            case 0xF8 -> Optional.of(TICK);
            case 0xFA -> Optional.of(START);
            case 0xFB -> Optional.of(CONTINUE);
            case 0xFC -> Optional.of(STOP);
            default -> Optional.empty();
        };
    }
}
