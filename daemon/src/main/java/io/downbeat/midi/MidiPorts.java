package io.downbeat.midi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;

/**
 * The MIDI ports of this machine, without the platform's own sequencer and synthesizer. Every
 * method lists the devices again, which may take a while. May be called from any thread.
 */
public final class MidiPorts {

    /** The direction of a port, seen from this program. */
    enum Direction {
        IN("in"),
        OUT("out");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean isOf(MidiDevice device) {
            return switch (this) {
                case IN -> device.getMaxTransmitters() != 0;
                case OUT -> device.getMaxReceivers() != 0;
            };
        }
    }

    private MidiPorts() {}

    /** All ports as text, one a line: direction, name, maker, description. */
    public static String report() {
        StringBuilder report = new StringBuilder();
        for (Direction direction : Direction.values()) {
            for (MidiDevice device : all(direction)) {
                report.append(line(direction, device.getDeviceInfo()));
            }
        }
        return report.isEmpty()
                ? "There is no MIDI device here that could be a clock, in or out.\n"
                : report.toString();
    }

    /** The port with that name, or else the first whose name contains it in any case. */
    static Optional<MidiDevice> named(Direction direction, String name) {
        List<MidiDevice> ports = all(direction);
        String wanted = name.toLowerCase(Locale.ROOT);
        return ports.stream()
                .filter(port -> nameOf(port).equals(name))
                .findFirst()
                .or(() ->
                        ports.stream()
                                .filter(port -> lowerCase(port).contains(wanted))
                                .findFirst());
    }

    /** Why a port is waited for, and which ports there are. */
    static String absence(Direction direction, String name) {
        List<MidiDevice> ports = all(direction);
        String there =
                ports.isEmpty()
                        ? "there is none at all"
                        : "there is "
                                + ports.stream()
                                        .map(port -> "\"" + nameOf(port) + "\"")
                                        .collect(Collectors.joining(", "));
        return name.isEmpty()
                ? "no MIDI %s device is there; waiting for one".formatted(direction.word)
                : "no MIDI %s device is called \"%s\" (%s); waiting for it"
                        .formatted(direction.word, name, there);
    }

    private static List<MidiDevice> all(Direction direction) {
        return Stream.of(MidiSystem.getMidiDeviceInfo())
                .flatMap(info -> device(info).stream())
                .filter(device -> !(device instanceof Sequencer || device instanceof Synthesizer))
                .filter(direction::isOf)
                .toList();
    }

    /** Empty if the device was pulled out since it was listed. */
    private static Optional<MidiDevice> device(MidiDevice.Info info) {
        try {
            return Optional.of(MidiSystem.getMidiDevice(info));
        } catch (MidiUnavailableException | IllegalArgumentException gone) {
            return Optional.empty();
        }
    }

    private static String line(Direction direction, MidiDevice.Info info) {
        return "%-4s\"%s\", %s, %s%n"
                .formatted(direction.word, info.getName(), info.getVendor(), info.getDescription());
    }

    private static String nameOf(MidiDevice port) {
        return port.getDeviceInfo().getName();
    }

    private static String lowerCase(MidiDevice port) {
        return nameOf(port).toLowerCase(Locale.ROOT);
    }
}
