/**
 * MIDI clock, in and out, through the MIDI of the Java platform. Devices are chosen by name and may
 * come and go. Nothing here is touched unless MIDI is asked for, because looking for devices takes
 * longer than the rest of the start.
 *
 * <pre>
 *   device --> MidiClockIn --> Listener: MidiRealTimeMessage, song position, HostMicros of arrival
 *                  ^
 *              MidiPorts (the devices, by name)
 *                  v
 *   device &lt;-- MidiClockOut &lt;-- MidiClockGenerator &lt;-- Timeline, playing
 * </pre>
 *
 * <p>Each port has a thread of its own. {@code MidiClockGenerator} is pure and not thread safe.
 */
@NullMarked
package io.downbeat.midi;

import org.jspecify.annotations.NullMarked;
