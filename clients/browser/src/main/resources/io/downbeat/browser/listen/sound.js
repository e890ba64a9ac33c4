// The sound of the graph: one voice for each node whose type is known, played on the daemon's beat.

import { AudioClock } from "./audio-clock.js";
import { ClockSync } from "./clock-sync.js";
import { watchNodes } from "./nodes.js";
import { Plan } from "./plan.js";
import { everyFew } from "./ticker.js";
import { SOUND_TYPES } from "./types.js";
import { Upcoming } from "./upcoming.js";

/** Milliseconds between two looks at what is due. */
const LOOK = 25;

/** The level that is shown is the loudest of so many samples. */
const LEVEL_SAMPLES = 2048;

/** Up to this level sound stays as it is; above, it is bent so that it never reaches 1. */
const UNBENT = 0.5;

/** The curve of the limiter covers levels up to this one, with so many points. */
const LOUDEST = 8;
const CURVE_POINTS = 16385;

export class Sound {
  /** Call this from a press: browsers start no sound by themselves. */
  constructor(session) {
    // Everything is planned ahead, so a long buffer costs little and survives a busy computer.
    this.context = new AudioContext({ latencyHint: "playback" });
    this.context.resume();
    this.voices = new Map();
    this.#buildOutput();
    this.audioClock = new AudioClock(this.context);
    this.sync = new ClockSync(session, () => this.#jumped());
    this.upcoming = new Upcoming(session, () => this.#planSoon());
    this.plan = new Plan({
      context: this.context,
      audioClock: this.audioClock,
      clock: session.clock,
      upcoming: this.upcoming,
      voices: this.voices,
      ready: () => this.sync.ready && this.audioClock.ready,
    });
    this.#jumped();
    this.stopWatching = watchNodes(session, {
      onNodes: (nodes) => this.#build(nodes),
      onValues: (changes) => this.#setValues(changes),
    });
    this.stopLooking = everyFew(LOOK, () => this.#look());
  }

  close() {
    this.closed = true;
    this.stopLooking();
    this.stopWatching();
    this.upcoming.close();
    this.sync.close();
    this.context.close();
  }

  /** Whether the browser plays. It does not without a sound card, and before a press. */
  get isPlaying() {
    return this.context.state === "running";
  }

  /** Calls the listener when the browser begins to play or ceases to; returns the end of it. */
  watchPlaying(listener) {
    this.context.addEventListener("statechange", listener);
    return () => this.context.removeEventListener("statechange", listener);
  }

  setVolume(volume) {
    this.master.gain.setTargetAtTime(volume, this.context.currentTime, 0.02);
  }

  /** The loudest of the samples that were just played, 0 to 1. */
  level() {
    this.analyser.getFloatTimeDomainData(this.samples);
    return this.samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  }

  #buildOutput() {
    const context = this.context;
    this.running = new GainNode(context, { gain: 0 });
    this.master = new GainNode(context);
    this.analyser = new AnalyserNode(context, { fftSize: LEVEL_SAMPLES });
    this.samples = new Float32Array(LEVEL_SAMPLES);
    // Not a DynamicsCompressorNode: that one delays the sound by 6 ms and makes all of it louder.
    const scale = new GainNode(context, { gain: 1 / LOUDEST });
    const limiter = new WaveShaperNode(context, { curve: limiterCurve() });
    this.running.connect(this.master).connect(scale).connect(limiter).connect(this.analyser).connect(context.destination);
  }

  #look() {
    this.audioClock.read();
    this.plan.look();
  }

  /** While the transport is stopped there is no sound, although values stay. */
  #jumped() {
    this.running.gain.setTargetAtTime(this.sync?.playing ? 1 : 0, this.context.currentTime, 0.02);
    this.plan?.restart();
  }

  /** Makes a voice for each node, and connects them. */
  #build(nodes) {
    for (const voice of this.voices.values()) voice.close();
    this.voices.clear();
    for (const node of nodes) {
      const Type = SOUND_TYPES.get(node.type);
      if (Type !== undefined) this.voices.set(node.id, new Type(this.context, node.values));
    }
    connectByStage([...this.voices.values()], this.running);
    for (const voice of this.voices.values()) voice.attach?.(this.voices);
    this.plan.restart();
  }

  #setValues(changes) {
    for (const { id, param, value } of changes) {
      const voice = this.voices.get(id);
      if (voice === undefined || voice.values[param] === value) continue;
      voice.values[param] = value;
      voice.changed(param, this.context.currentTime);
      // It has forgotten what was planned.
      this.plan.changes.delete(id);
    }
    this.#planSoon();
  }

  /** Plans once for all that one frame of the daemon changed. */
  #planSoon() {
    if (this.planning) return;
    this.planning = true;
    queueMicrotask(() => {
      this.planning = false;
      if (!this.closed) this.plan.look();
    });
  }
}

/** A straight line in the middle that bends towards 1 and -1 at its ends. */
function limiterCurve() {
  const bent = (level) => UNBENT + (1 - UNBENT) * Math.tanh((level - UNBENT) / (1 - UNBENT));
  return Float32Array.from({ length: CURVE_POINTS }, (_, index) => {
    const level = LOUDEST * ((2 * index) / (CURVE_POINTS - 1) - 1);
    return Math.abs(level) <= UNBENT ? level : Math.sign(level) * Math.min(bent(Math.abs(level)), 0.999);
  });
}

/** Each stage plays into the next one that there is. Nodes of one stage stand side by side, effects in a row. */
function connectByStage(voices, master) {
  let next = master;
  for (const stage of ["room", "mixer"]) next = inRow(voices, stage, next);
  for (const voice of voices.filter((each) => each.stage === "drum")) voice.output.connect(next);
  const voiceInput = ["voice-mixer", "gain", "filter"].reduce((input, stage) => inRow(voices, stage, input), next);
  for (const voice of voices.filter((each) => each.stage === "voice")) voice.output.connect(voiceInput);
}

function inRow(voices, stage, next) {
  for (const voice of voices.filter((each) => each.stage === stage).reverse()) {
    voice.output.connect(next);
    next = voice.input;
  }
  return next;
}
