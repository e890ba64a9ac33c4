package io.downbeat.osc;

import java.util.List;

/**
 * Packets that take effect together at one time (OSC 1.0, "Bundles").
 *
 * @param timetag when; {@link OscTimetag#IMMEDIATE} for at once
 * @param packets in the order in which they take effect; may be empty, may nest
 */
public record OscBundle(OscTimetag timetag, List<OscPacket> packets) implements OscPacket {

    public OscBundle {
        packets = List.copyOf(packets);
    }

    public static OscBundle of(OscTimetag timetag, OscPacket... packets) {
        return new OscBundle(timetag, List.of(packets));
    }

    /** A bundle that takes effect at once. */
    public static OscBundle immediate(OscPacket... packets) {
        return of(OscTimetag.IMMEDIATE, packets);
    }

    /** The bundle as people read it: {@code #bundle immediate { /a ,i 1; /b }}. */
    @Override
    public String toString() {
        return OscTextFormatter.of(this);
    }
}
