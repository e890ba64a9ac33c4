import { DrumVoice } from "./drum-voice.js";
import { within } from "./node-voice.js";

/** A short tone and the rattle of the wires. */
export class DrumSnare extends DrumVoice {
  drum = "snare";

  sound(time, into, values) {
    const pitch = within(this.number("pitch", 190, values), 60, 800);
    const snap = within(this.number("snap", this.number("snappy", 0.5, values), values), 0, 1);
    const tone = within(this.number("tone", 0.4, values), 0, 1);
    const seconds = within(this.number("decay", this.number("noise_decay", 0.2, values), values), 0.03, 2);
    const toneSeconds = within(this.number("tone_decay", seconds * 0.6, values), 0.02, 2);
    const body = this.envelope(time, 0.7 * tone + 0.2, toneSeconds, into);
    const wires = this.envelope(time, 0.4 + 0.5 * this.number("noise", snap, values), seconds, into);
    return [
      this.tone(time, { type: "triangle", from: pitch * (1 + snap), to: pitch, fall: 0.03, seconds: toneSeconds + 0.05 }, body),
      this.noise(time, { type: "bandpass", frequency: 1800 + 2500 * snap, seconds: seconds + 0.05 }, wires),
    ];
  }
}
