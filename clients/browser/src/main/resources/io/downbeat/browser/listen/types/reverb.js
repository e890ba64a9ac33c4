import { NodeVoice, glide, within } from "./node-voice.js";

/** Milliseconds between two rooms while the size moves: each is made of many samples, and interrupts its echoes. */
const GAP = 300;

/** The part of its length by which a room must differ from the one before to be heard as another. */
const NOTICED = 0.05;

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
    this.#build();
    this.changed("", context.currentTime);
  }

  changed(param, time, values = this.values) {
    const mix = within(this.number("mix", this.number("wet", 0.2, values), values), 0, 1);
    glide(this.direct.gain, 1 - mix, time);
    glide(this.room.gain, mix, time);
    if (param === "size" || param === "decay") this.coming ??= setTimeout(() => this.#build(), this.built + GAP - performance.now());
  }

  close() {
    clearTimeout(this.coming);
    super.close();
  }

  /** Noise that falls to silence: the simplest room there is. */
  #build() {
    this.coming = undefined;
    const seconds = within(this.number("decay", 0.3 + 3.7 * this.number("size", 0.5)), 0.1, 6);
    if (Math.abs(seconds - this.seconds) <= NOTICED * this.seconds) return;
    this.seconds = seconds;
    this.built = performance.now();
    const { sampleRate } = this.context;
    const buffer = this.context.createBuffer(2, Math.ceil(seconds * sampleRate), sampleRate);
    for (const channel of [0, 1]) {
      const samples = buffer.getChannelData(channel);
      for (let at = 0; at < samples.length; at++) samples[at] = (Math.random() * 2 - 1) * 10 ** ((-3 * at) / samples.length);
    }
    this.echoes.buffer = buffer;
  }
}
