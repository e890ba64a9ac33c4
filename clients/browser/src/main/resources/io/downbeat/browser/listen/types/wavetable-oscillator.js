import { Oscillator } from "./oscillator.js";
import { within } from "./node-voice.js";

const HARMONICS = 24;

/** A tone whose spectrum lies between a sine (`position` 0) and bright pulses (1). It plays the notes of a chord progression. */
export class WavetableOscillator extends Oscillator {
  playsNotes = true;

  makeTone() {
    return new OscillatorNode(this.context, { type: "custom", periodicWave: this.wave(this.values) });
  }

  changed(param, time, values = this.values) {
    super.changed(param, time, values);
    if (param === "position") for (const tone of this.tones) tone.setPeriodicWave(this.wave(values));
  }

  /** Plays a note from a time of the audio clock on. */
  hit(time, _velocity, _values, note) {
    const coming = { time, note };
    this.notes = [...this.notes, coming].sort((a, b) => a.time - b.time);
    const playing = this.notes.findLastIndex((each) => each.time <= this.context.currentTime);
    this.notes = this.notes.slice(Math.max(playing, 0));
    this.changed("", this.context.currentTime);
    return () => {
      this.notes = this.notes.filter((each) => each !== coming);
      this.changed("", this.context.currentTime);
    };
  }

  wave(values) {
    const position = within(this.number("position", 0.4, values), 0, 1);
    const imag = Float32Array.from({ length: HARMONICS }, (_, harmonic) => (harmonic === 0 ? 0 : position ** (harmonic - 1) / harmonic ** (1 - position / 2)));
    return new PeriodicWave(this.context, { real: new Float32Array(HARMONICS), imag });
  }
}
