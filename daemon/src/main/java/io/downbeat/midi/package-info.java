/**
 * MIDI clock, in and out, through the Java platform's own MIDI. Devices are chosen by name and may
 * come and go; nothing here is touched unless MIDI is asked for, since finding out what devices
 * there are takes a program's start longer than all the rest of it.
 *
 * <pre>
 *   device --&gt; MidiClockIn --&gt; Listener: MidiPulse, song position, HostMicros of arrival
 *                  ^
 *              MidiPorts (who is there, by name)
 *                  v
 *   device &lt;-- MidiClockOut &lt;-- MidiTicks &lt;-- Timeline, playing
 * </pre>
 */
@NullMarked
package io.downbeat.midi;

import org.jspecify.annotations.NullMarked;
