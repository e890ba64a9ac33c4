package io.downbeat.midi;

/** What MIDI clock says: a pulse, or where the song will go on. */
sealed interface MidiClockMessage permits MidiRealTimeMessage, SongPosition {}
