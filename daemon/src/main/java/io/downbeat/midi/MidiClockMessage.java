package io.downbeat.midi;

/** A message of MIDI clock: a real-time message or a song position. */
sealed interface MidiClockMessage permits MidiRealTimeMessage, SongPosition {}
