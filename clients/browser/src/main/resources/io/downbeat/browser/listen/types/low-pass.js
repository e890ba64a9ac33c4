import { NodeVoice, glide, within } from "./node-voice.js";

/** A filter that lets pass what lies below `cutoff`. */
export class LowPass extends NodeVoice {
  stage = "filter";

  constructor(context, values) {
    super(context, values);
    this.input = new BiquadFilterNode(context, { type: "lowpass" });
    this.input.connect(this.output);
    this.changed("", context.currentTime);
  }

  changed(_param, time, values = this.values) {
    glide(this.input.frequency, within(this.number("cutoff", 1000, values), 20, 20000), time);
    glide(this.input.Q, 18 * within(this.number("resonance", 0.1, values), 0, 1), time);
  }
}
