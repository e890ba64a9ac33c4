// The sound of the graph: one voice for each node whose type is known, played on the daemon's beat.

import { ClockSync } from "./clock-sync.js";
import { watchNodes } from "./nodes.js";
import { SOUND_TYPES } from "./types.js";
import { Upcoming } from "./upcoming.js";

/** Steps are handed to the sound card so many milliseconds ahead, and looked for this often. */
const AHEAD = 150;
const LOOK = 25;

/** A step that has passed by no more than this is still played when a launch's values ask for it. */
const LATE = 20;

/** So many readings of the audio clock are compared with the page's clock. */
const READINGS = 41;

/** Milliseconds after which a hit is forgotten. */
const OVER = 4000;

/** The level that is shown is the loudest of so many samples. */
const LEVEL_SAMPLES = 2048;

export class Sound {
  /** Call this from a press: browsers start no sound by themselves. */
  constructor(session) {
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.context.resume();
    this.clock = new ClockSync(session);
    this.readings = [];
    this.plannedTo = null;
    this.hits = new Map();
    this.voices = new Map();
    this.#buildOutput();
    this.upcoming = new Upcoming(session, this.clock, () => this.#planSoon());
    this.clock.onJump = () => {
      this.#openWhilePlaying();
      this.#planSoon();
    };
    this.#openWhilePlaying();
    this.stopWatching = watchNodes(session, {
      onNodes: (nodes) => this.#build(nodes),
      onValues: (changes) => this.#setValues(changes),
    });
    this.timer = setInterval(() => this.#look(), LOOK);
  }

  close() {
    clearInterval(this.timer);
    this.stopWatching();
    this.upcoming.close();
    this.clock.close();
    this.context.close();
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
    this.master = context.createGain();
    this.running = context.createGain();
    this.running.gain.value = 0;
    this.analyser = new AnalyserNode(context, { fftSize: LEVEL_SAMPLES });
    this.samples = new Float32Array(LEVEL_SAMPLES);
    // A safety against a fader at its end: it does nothing below -6 dB.
    this.limiter = new DynamicsCompressorNode(context, { threshold: -6, knee: 3, ratio: 12, attack: 0.002, release: 0.1 });
    this.running.connect(this.master).connect(this.limiter).connect(this.analyser).connect(context.destination);
  }

  /** While the transport is stopped there is no sound, although values stay. */
  #openWhilePlaying() {
    this.running.gain.setTargetAtTime(this.clock.playing ? 1 : 0, this.context.currentTime, 0.02);
  }

  /** Makes a voice for each node, and connects them. */
  #build(nodes) {
    this.#cancelHits(() => true);
    for (const voice of this.voices.values()) voice.close();
    this.voices.clear();
    for (const node of nodes) {
      const Type = SOUND_TYPES[node.type];
      if (Type !== undefined) this.voices.set(node.id, new Type(this.context, node.values));
    }
    connectByStage([...this.voices.values()], this.running);
    for (const voice of this.voices.values()) voice.attach?.(this.voices);
    this.#planSoon();
  }

  #setValues(changes) {
    let replan = false;
    for (const { id, param, value } of changes) {
      const voice = this.voices.get(id);
      if (voice === undefined || voice.values[param] === value) continue;
      voice.values[param] = value;
      voice.changed(param, this.context.currentTime);
      replan ||= voice.triggers === true || voice.hit !== undefined;
    }
    if (replan) this.#planSoon();
  }

  /** Plans once for all that one frame of the daemon changed. */
  #planSoon() {
    if (this.planning) return;
    this.planning = true;
    queueMicrotask(() => {
      this.planning = false;
      this.#plan();
    });
  }

  /** Takes back what has not sounded yet, and plans it anew. */
  #plan() {
    const now = performance.now();
    this.plannedTo = this.clock.known ? this.clock.quartersAt(now - LATE) : null;
    this.#cancelHits((hit) => !this.clock.playing || (hit.time > now && hit.position >= (this.plannedTo ?? 0)));
    for (const [key, hit] of this.hits) if (hit.time < now - OVER) this.hits.delete(key);
    this.#look();
  }

  #cancelHits(which) {
    for (const [key, hit] of this.hits) {
      if (!which(hit)) continue;
      hit.stop();
      this.hits.delete(key);
    }
  }

  #look() {
    this.#compareClocks();
    if (!this.clock.playing || !this.clock.known || this.plannedTo === null) return;
    const from = this.plannedTo;
    const to = this.clock.quartersAt(performance.now() + AHEAD);
    if (to <= from) return;
    this.plannedTo = to;
    for (const launch of this.upcoming.between(from, to)) this.#changeAt(launch);
    for (const [id, voice] of this.voices) {
      if (voice.triggers !== true) continue;
      const count = voice.stepsOfBar(this.upcoming.valuesAt(id, to, voice.values));
      for (const step of stepsWithin(count, this.clock, from, to)) this.#playStep(id, voice, step);
    }
  }

  /** What sounds all the time gets a queued clip's values at its boundary. */
  #changeAt({ boundary, values }) {
    const time = this.#contextTime(this.clock.timeOf(boundary));
    for (const [id, coming] of values) {
      const voice = this.voices.get(id);
      if (voice === undefined || voice.stage === "drum" || voice.triggers) continue;
      for (const param of Object.keys(coming)) voice.changed(param, Math.max(time, this.context.currentTime), { ...voice.values, ...coming });
    }
  }

  #playStep(id, voice, step) {
    const values = this.upcoming.valuesAt(id, step.position, voice.values);
    for (const { drum, note, offset, velocity } of voice.hitsOf(step.number, values, step.bar)) {
      for (const [targetId, target] of this.voices) {
        const plays = drum === undefined ? target.playsNotes === true : target.drum === drum;
        const key = `${id}:${step.position.toFixed(3)}:${targetId}`;
        if (!plays || this.hits.has(key)) continue;
        const time = this.clock.timeOf(step.position + offset * step.length);
        const start = Math.max(this.#contextTime(time), this.context.currentTime);
        const stop = target.hit(start, velocity, this.upcoming.valuesAt(targetId, step.position, target.values), note);
        this.hits.set(key, { time, position: step.position, stop });
      }
    }
  }

  /** The audio clock's time at which a sample must be, to be heard at a time of the page. */
  #contextTime(time) {
    return time / 1000 + this.audioOffset;
  }

  /** Compares the audio clock with the page's. Single readings are off by a block; their median is not. */
  #compareClocks() {
    const { contextTime, performanceTime } = this.context.getOutputTimestamp();
    const heard = performanceTime > 0 ? contextTime - performanceTime / 1000 : this.context.currentTime - (this.context.outputLatency || 0) - performance.now() / 1000;
    this.readings.push(heard);
    if (this.readings.length > READINGS) this.readings.shift();
    this.audioOffset = [...this.readings].sort((a, b) => a - b)[this.readings.length >> 1];
  }
}

/** The steps of a bar cut into `count` equal ones that begin at or after `from` and before `to`. */
export function* stepsWithin(count, clock, from, to) {
  const length = clock.barQuarters / count;
  const first = Math.ceil((from - clock.barStart) / length - 1e-6);
  for (let index = first; clock.barStart + index * length < to; index++) {
    const position = clock.barStart + index * length;
    const bar = Math.round((position - (((index % count) + count) % count) * length) / clock.barQuarters);
    yield { number: ((index % count) + count) % count, bar, position, length };
  }
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
