package io.downbeat.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** The lines of a MIDI file as the Java platform reads it, for tests. */
final class MidiFileReader {

    private MidiFileReader() {}

    static Sequence sequence(byte[] file) {
        try {
            return MidiSystem.getSequence(new ByteArrayInputStream(file));
        } catch (InvalidMidiDataException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Each event of a track as {@code tick what values}. */
    static List<String> lines(byte[] file, int track) {
        Track events = sequence(file).getTracks()[track];
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            MidiEvent event = events.get(index);
            lines.add(event.getTick() + " " + text(event.getMessage()));
        }
        return lines;
    }

    private static String text(MidiMessage message) {
        if (message instanceof ShortMessage part) {
            String what =
                    switch (part.getCommand()) {
                        case ShortMessage.NOTE_ON -> "on";
                        case ShortMessage.NOTE_OFF -> "off";
                        case ShortMessage.CONTROL_CHANGE -> "controller";
                        default -> throw new IllegalStateException("" + part.getStatus());
                    };
            return "%d %s %d %d"
                    .formatted(part.getChannel(), what, part.getData1(), part.getData2());
        }
        MetaMessage meta = (MetaMessage) message;
        byte[] data = meta.getData();
        return switch (meta.getType()) {
            case 0x01 -> "text " + new String(data, StandardCharsets.UTF_8);
            case 0x03 -> "name " + new String(data, StandardCharsets.UTF_8);
            case 0x06 -> "marker " + new String(data, StandardCharsets.UTF_8);
            case 0x21 -> "port " + data[0];
            case 0x2F -> "end";
            case 0x51 ->
                    "tempo "
                            + (((data[0] & 0xFF) << 16)
                                    | ((data[1] & 0xFF) << 8)
                                    | (data[2] & 0xFF));
            case 0x58 -> "signature " + data[0] + "/" + (1 << data[1]) + " " + data[2];
            default -> throw new IllegalStateException("meta event " + meta.getType());
        };
    }
}
