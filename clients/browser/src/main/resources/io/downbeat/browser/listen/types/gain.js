import { NodeVoice, glide, within } from "./node-voice.js";

/** A level. A mixer is one too: what plays into it is summed. */
export class Gain extends NodeVoice {
  stage = "gain";

  constructor(context, values) {
    super(context, values);
    this.input = this.output;
    this.output.gain.value = this.#level(this.values);
  }

  changed(_param, time, values = this.values) {
    glide(this.output.gain, this.#level(values), time);
  }

  #level(values) {
    return within(this.number("gain", this.number("level", this.number("volume", 1, values), values), values), 0, 2);
  }
}
