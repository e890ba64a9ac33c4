import { NodeVoice, within } from "./node-voice.js";

/** Seconds of an attack: short enough to be heard as a hit, long enough not to click. */
const ATTACK = 0.001;

/** A drum: silent until it is hit. A hit plays with the values that the node has at its moment. */
export class DrumVoice extends NodeVoice {
  stage = "drum";

  /**
   * Plays one hit.
   *
   * @param time of the audio clock
   * @param velocity 0 to 1
   * @param values of the parameters at that moment
   * @returns a function that ends it
   */
  hit(time, velocity, values) {
    const loudness = velocity * within(this.number("volume", 0.5, values), 0, 1);
    if (loudness === 0) return () => {};
    const level = new GainNode(this.context, { gain: loudness });
    level.connect(this.output);
    const sources = this.sound(time, level, values);
    let open = sources.length;
    for (const source of sources) source.onended = () => --open === 0 && level.disconnect();
    return () => {
      level.disconnect();
      for (const source of sources) source.stop();
    };
  }

  /** A level that rises at once and falls to silence within `seconds`. */
  envelope(time, peak, seconds, into) {
    const envelope = this.context.createGain();
    envelope.gain.setValueAtTime(0, time);
    envelope.gain.linearRampToValueAtTime(peak, time + ATTACK);
    envelope.gain.exponentialRampToValueAtTime(0.0005, time + ATTACK + seconds);
    envelope.connect(into);
    return envelope;
  }

  /** A tone that begins at one frequency and falls to another. */
  tone(time, { type = "sine", from, to, fall, seconds }, into) {
    const tone = new OscillatorNode(this.context, { type, frequency: from });
    tone.frequency.setValueAtTime(from, time);
    tone.frequency.exponentialRampToValueAtTime(to, time + fall);
    tone.connect(into);
    tone.start(time);
    tone.stop(time + seconds);
    return tone;
  }

  /** Noise through a filter. */
  noise(time, { type, frequency, Q = 0.7, seconds }, into) {
    const source = new AudioBufferSourceNode(this.context, { buffer: noiseOf(this.context), loop: true });
    const filter = new BiquadFilterNode(this.context, { type, frequency, Q });
    source.connect(filter).connect(into);
    source.start(time, Math.random());
    source.stop(time + seconds);
    return source;
  }
}

const NOISE_SECONDS = 2;
const noises = new WeakMap();

/** White noise, made once for a context. */
export function noiseOf(context) {
  if (!noises.has(context)) {
    const buffer = context.createBuffer(1, NOISE_SECONDS * context.sampleRate, context.sampleRate);
    const samples = buffer.getChannelData(0);
    for (let at = 0; at < samples.length; at++) samples[at] = Math.random() * 2 - 1;
    noises.set(context, buffer);
  }
  return noises.get(context);
}
