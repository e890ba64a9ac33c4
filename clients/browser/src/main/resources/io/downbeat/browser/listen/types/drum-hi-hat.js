import { DrumVoice } from "./drum-voice.js";
import { within } from "./node-voice.js";

/** High noise, short or long. */
export class DrumHiHat extends DrumVoice {
  drum = "hat";

  sound(time, into, values) {
    const tone = within(this.number("tone", 0.5, values), 0, 1);
    const seconds = within(this.number("decay", 0.06, values), 0.01, 2);
    const ring = within(this.number("ring", 0.2, values), 0, 1);
    const level = this.envelope(time, 0.9, seconds, into);
    return [this.noise(time, { type: "highpass", frequency: 5000 + 5000 * tone, Q: 0.7 + 6 * ring, seconds: seconds + 0.05 }, level)];
  }
}
