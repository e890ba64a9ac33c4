import { NodeVoice, glide, within } from "./node-voice.js";

/** A room: `mix` of it beside the direct sound, the longer the greater its `size`. */
export class Reverb extends NodeVoice {
  stage = "room";

  constructor(context, values) {
    super(context, values);
    this.input = context.createGain();
    this.direct = context.createGain();
    this.room = context.createGain();
    this.echoes = context.createConvolver();
    this.input.connect(this.direct).connect(this.output);
    this.input.connect(this.echoes).connect(this.room).connect(this.output);
    this.#setSize(this.values);
    this.changed("", context.currentTime);
  }

  changed(param, time, values = this.values) {
    const mix = within(this.number("mix", this.number("wet", 0.2, values), values), 0, 1);
    glide(this.direct.gain, 1 - mix, time);
    glide(this.room.gain, mix, time);
    if (param === "size" || param === "decay") this.#setSize(values);
  }

  /** Noise that falls to silence: the simplest room there is. */
  #setSize(values) {
    const seconds = within(this.number("decay", 0.3 + 3.7 * this.number("size", 0.5, values), values), 0.1, 6);
    const { sampleRate } = this.context;
    const buffer = this.context.createBuffer(2, Math.ceil(seconds * sampleRate), sampleRate);
    for (const channel of [0, 1]) {
      const samples = buffer.getChannelData(channel);
      for (let at = 0; at < samples.length; at++) samples[at] = (Math.random() * 2 - 1) * 10 ** ((-3 * at) / samples.length);
    }
    this.echoes.buffer = buffer;
  }
}
