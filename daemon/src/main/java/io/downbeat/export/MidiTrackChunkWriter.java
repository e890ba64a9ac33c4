package io.downbeat.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one track of a Standard MIDI File: events with their time since the event before. Events
 * are added in the order of their ticks.
 */
final class MidiTrackChunkWriter {

    /** The largest time between two events that the format can express. */
    static final long LONGEST_DELTA = 0x0FFF_FFFF;

    static final int TEXT = 0x01;
    static final int TRACK_NAME = 0x03;
    static final int MARKER = 0x06;

    private static final int PORT = 0x21;
    private static final int END_OF_TRACK = 0x2F;
    private static final int TEMPO = 0x51;
    private static final int TIME_SIGNATURE = 0x58;

    private static final int META = 0xFF;
    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROLLER = 0xB0;

    /** The middle of the range, which the format gives to notes without a strength. */
    private static final int VELOCITY = 64;

    /** Tempo is written in 24 bits of microseconds. */
    private static final long SLOWEST_MICROS = 0xFF_FFFF;

    private static final int CLOCKS_PER_WHOLE_NOTE = 96;
    private static final int THIRTY_SECONDS_PER_QUARTER = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long last;

    /** A text in UTF-8: {@link #TEXT}, {@link #TRACK_NAME} or {@link #MARKER}. */
    void text(long tick, int type, String text) {
        meta(tick, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The MIDI port of all later events of the track. */
    void port(int port) {
        meta(0, PORT, (byte) port);
    }

    void tempo(long tick, double microsPerQuarter) {
        long micros = Math.clamp(Math.round(microsPerQuarter), 1, SLOWEST_MICROS);
        meta(tick, TEMPO, (byte) (micros >> 16), (byte) (micros >> 8), (byte) micros);
    }

    /**
     * @param unit 2, 4, 8 or 16
     */
    void timeSignature(long tick, int beats, int unit) {
        meta(
                tick,
                TIME_SIGNATURE,
                (byte) beats,
                (byte) Integer.numberOfTrailingZeros(unit),
                (byte) (CLOCKS_PER_WHOLE_NOTE / unit),
                (byte) THIRTY_SECONDS_PER_QUARTER);
    }

    void noteOn(long tick, int channel, int note) {
        message(tick, NOTE_ON | channel, note, VELOCITY);
    }

    void noteOff(long tick, int channel, int note) {
        message(tick, NOTE_OFF | channel, note, VELOCITY);
    }

    void controller(long tick, int channel, int controller, int value) {
        message(tick, CONTROLLER | channel, controller, value);
    }

    /** The whole chunk, ended at a tick. */
    byte[] endedAt(long tick) {
        meta(Math.max(tick, last), END_OF_TRACK);
        var chunk = new ByteArrayOutputStream(out.size() + 8);
        chunk.writeBytes("MTrk".getBytes(StandardCharsets.US_ASCII));
        for (int shift = 24; shift >= 0; shift -= 8) {
            chunk.write(out.size() >> shift);
        }
        chunk.writeBytes(out.toByteArray());
        return chunk.toByteArray();
    }

    private void meta(long tick, int type, byte... data) {
        waitUntil(tick);
        out.write(META);
        out.write(type);
        variableLength(data.length);
        out.writeBytes(data);
    }

    private void message(long tick, int status, int first, int second) {
        waitUntil(tick);
        out.write(status);
        out.write(first);
        out.write(second);
    }

    /** A longer wait than the format knows is filled with empty texts. */
    private void waitUntil(long tick) {
        long wait = tick - last;
        if (wait < 0) {
            throw new IllegalArgumentException("tick %d after tick %d".formatted(tick, last));
        }
        while (wait > LONGEST_DELTA) {
            variableLength(LONGEST_DELTA);
            out.write(META);
            out.write(TEXT);
            out.write(0);
            wait -= LONGEST_DELTA;
        }
        variableLength(wait);
        last = tick;
    }

    /** Seven bits to a byte, the highest first; all but the last byte have their eighth bit set. */
    private void variableLength(long number) {
        for (int shift = 21; shift > 0; shift -= 7) {
            if (number >> shift != 0) {
                out.write((int) (((number >> shift) & 0x7F) | 0x80));
            }
        }
        out.write((int) (number & 0x7F));
    }
}
