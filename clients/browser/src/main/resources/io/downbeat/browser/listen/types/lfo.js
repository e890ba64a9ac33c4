import { NodeVoice, glide, within } from "./node-voice.js";

/** Cents by which a full depth moves the filters, up and down. */
const REACH = 2400;

/** A slow wave. It moves the cutoff of all filters. */
export class Lfo extends NodeVoice {
  constructor(context, values) {
    super(context, values);
    this.wave = new OscillatorNode(context, { type: "sine" });
    this.wave.connect(this.output);
    this.wave.start();
    this.changed("", context.currentTime);
  }

  /** Called when all voices are there. */
  attach(voices) {
    for (const voice of voices.values()) if (voice.stage === "filter") this.output.connect(voice.input.detune);
  }

  changed(_param, time, values = this.values) {
    glide(this.wave.frequency, within(this.number("rate", 0.25, values), 0, 20), time);
    glide(this.output.gain, REACH * within(this.number("depth", this.number("amplitude", 0.2, values), values), 0, 1), time);
  }

  close() {
    this.wave.stop();
    super.close();
  }
}
