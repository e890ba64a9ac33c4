import { DrumVoice } from "./drum-voice.js";
import { within } from "./node-voice.js";

/** A sine whose pitch falls, with a click in front. */
export class DrumKick extends DrumVoice {
  drum = "kick";

  sound(time, into, values) {
    const pitch = within(this.number("pitch", 50, values), 20, 400);
    const punch = within(this.number("punch", 0.3, values), 0, 1);
    const from = pitch + this.number("pitch_env", 60 + 240 * punch, values);
    const seconds = within(this.number("decay", 0.5, values), 0.03, 3);
    const body = this.envelope(time, 1, seconds, into);
    const click = this.envelope(time, 0.6 * this.number("click", punch, values), 0.012, into);
    return [
      this.tone(time, { from: within(from, pitch, 2000), to: pitch, fall: 0.06, seconds: seconds + 0.05 }, body),
      this.noise(time, { type: "highpass", frequency: 1500, seconds: 0.03 }, click),
    ];
  }
}
