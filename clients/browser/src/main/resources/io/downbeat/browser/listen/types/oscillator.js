import { NodeVoice, glide, within } from "./node-voice.js";

/** A steady tone of two oscillators, `detune` apart (1 is a semitone). */
export class Oscillator extends NodeVoice {
  stage = "voice";

  constructor(context, values) {
    super(context, values);
    /** What a chord progression lets this play: frequencies, and the times of the audio clock at which they begin. */
    this.notes = [];
    this.tones = [0, 1].map(() => this.makeTone());
    for (const tone of this.tones) {
      tone.connect(this.output);
      tone.start();
    }
    this.output.gain.value = this.#level(this.values);
    this.#tune(context.currentTime, this.values);
  }

  makeTone() {
    return new OscillatorNode(this.context, { type: "sawtooth" });
  }

  changed(_param, time, values = this.values) {
    this.#tune(time, values);
    glide(this.output.gain, this.#level(values), time);
  }

  #tune(time, values) {
    const sounding = this.notes.findLast((each) => each.time <= time)?.note ?? this.number("frequency", 110, values);
    this.#setFrequency(sounding, time);
    for (const { note, time: later } of this.notes) if (later > time) this.#setFrequency(note, later);
    const apart = within(this.number("detune", 0, values), 0, 1) * 50;
    this.tones.forEach((tone, index) => glide(tone.detune, index === 0 ? apart : -apart, time));
  }

  #setFrequency(frequency, time) {
    for (const tone of this.tones) glide(tone.frequency, within(frequency, 10, 12000), time, 0.004);
  }

  #level(values) {
    return 0.5 * within(this.number("amplitude", this.number("level", this.number("volume", 1, values), values), values), 0, 1);
  }

  close() {
    for (const tone of this.tones) tone.stop();
    super.close();
  }
}
