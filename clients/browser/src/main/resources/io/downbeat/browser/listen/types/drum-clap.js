import { DrumVoice } from "./drum-voice.js";
import { within } from "./node-voice.js";

/** Several hands, a little apart. */
const HANDS = 3;

export class DrumClap extends DrumVoice {
  drum = "clap";

  sound(time, into, values) {
    const spread = within(this.number("spread", this.number("sloppy", 0.4, values), values), 0, 1);
    const seconds = within(this.number("decay", 0.3, values), 0.03, 2);
    const frequency = 900 + 900 * within(this.number("tone", 0.5, values), 0, 1);
    return Array.from({ length: HANDS }, (_, hand) => {
      const at = time + hand * (0.006 + 0.014 * spread);
      const last = hand === HANDS - 1;
      const length = last ? seconds : 0.02;
      return this.noise(at, { type: "bandpass", frequency, Q: 1.2, seconds: length + 0.05 }, this.envelope(at, last ? 0.9 : 0.6, length, into));
    });
  }
}
