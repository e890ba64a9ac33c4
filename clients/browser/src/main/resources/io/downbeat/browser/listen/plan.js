// What is handed to the sound card, and when. Everything is planned by the daemon's beat, some time
// ahead, and planned anew when a value, the beat or the audio clock has changed.

/** Milliseconds: so far ahead sound is planned. */
const AHEAD = 300;

/** Milliseconds: a hit that would be heard later than this is left out. */
const LATE = 6;

/**
 * Seconds, besides two buffers of the browser: sound that is nearer than this may be played already,
 * and is not taken back.
 */
const TAKEN = 0.01;

/** Seconds: a hit that lies further from its beat than this is planned anew. */
const MOVED = 0.002;

/** Seconds after which a hit is forgotten. */
const OVER = 4;

export class Plan {
  /**
   * @param voices the nodes that play, by id
   * @param ready returns whether the transport runs and its beat is known
   */
  constructor({ context, audioClock, clock, upcoming, voices, ready }) {
    this.context = context;
    this.audioClock = audioClock;
    this.clock = clock;
    this.upcoming = upcoming;
    this.voices = voices;
    this.ready = ready;
    this.hits = new Map();
    /** What will change at a boundary of what sounds all the time, by the voice's id. */
    this.changes = new Map();
  }

  /**
   * Plans what is due, and what has changed. To be called at every change, and more often than sound
   * is planned ahead.
   */
  look() {
    this.#forgetOld();
    const wanted = this.ready() ? this.#wanted() : { hits: new Map(), changes: new Map() };
    this.#planHits(wanted.hits);
    this.#planChanges(wanted.changes);
  }

  /** The count has jumped or the voices are others: what was played says nothing about what is to play. */
  restart() {
    for (const hit of this.hits.values()) if (this.#canBeTakenBack(hit)) hit.stop();
    this.hits.clear();
    this.changes.clear();
    this.look();
  }

  #forgetOld() {
    const now = this.context.currentTime;
    for (const [key, hit] of this.hits) if (hit.start < now - OVER) this.hits.delete(key);
    for (const [id, change] of this.changes) if (change.start < now) this.changes.delete(id);
  }

  /** What should sound from now on, as far ahead as is planned. */
  #wanted() {
    const now = this.audioClock.pageTime(this.context.currentTime);
    const from = this.clock.position(now - LATE);
    const to = this.clock.position(now + AHEAD);
    const wanted = { hits: new Map(), changes: new Map() };
    for (const [id, voice] of this.voices) {
      if (voice.triggers !== true) continue;
      const count = voice.stepsOfBar(this.upcoming.valuesAt(id, to, voice.values));
      // Swing lets a step sound behind its position, and a note holds until the next one.
      for (const step of stepsWithin(count, this.clock, from - this.clock.barQuarters / count, to)) this.#addHits(wanted.hits, id, voice, step);
    }
    for (const launch of this.upcoming.between(from, to)) this.#addChanges(wanted.changes, launch);
    return wanted;
  }

  #addHits(wanted, id, voice, step) {
    for (const { drum, note, offset, velocity } of voice.hitsOf(step.number, this.upcoming.valuesAt(id, step.position, voice.values), step.bar)) {
      const start = this.#audioTime(step.position + offset * step.length);
      if (drum !== undefined && start < this.context.currentTime - LATE / 1000) continue;
      for (const [targetId, target] of this.voices) {
        const plays = drum === undefined ? target.playsNotes === true : target.drum === drum;
        if (!plays) continue;
        const values = this.upcoming.valuesAt(targetId, step.position, target.values);
        const content = JSON.stringify([velocity, note, drum === undefined ? null : values]);
        wanted.set(`${id}:${step.position.toFixed(3)}:${targetId}`, { start, content, target, velocity, values, note });
      }
    }
  }

  /** What sounds all the time gets a queued clip's values at its boundary. */
  #addChanges(wanted, { boundary, values: coming }) {
    const start = this.#audioTime(boundary);
    if (start < this.context.currentTime) return;
    for (const [id, values] of coming) {
      const voice = this.voices.get(id);
      if (voice !== undefined && voice.stage !== "drum" && !voice.triggers) wanted.set(id, { start, content: JSON.stringify(values), values });
    }
  }

  #planHits(wanted) {
    for (const [key, hit] of this.hits) {
      if (!this.#canBeTakenBack(hit) || isSame(hit, wanted.get(key))) continue;
      hit.stop();
      this.hits.delete(key);
    }
    for (const [key, hit] of wanted) {
      if (this.hits.has(key)) continue;
      const start = Math.max(hit.start, this.context.currentTime);
      this.hits.set(key, { start, content: hit.content, stop: hit.target.hit(start, hit.velocity, hit.values, hit.note) });
    }
  }

  #planChanges(wanted) {
    for (const [id, change] of this.changes) {
      if (isSame(change, wanted.get(id))) continue;
      this.changes.delete(id);
      this.voices.get(id)?.changed("", this.context.currentTime);
    }
    for (const [id, change] of wanted) {
      if (this.changes.has(id)) continue;
      const voice = this.voices.get(id);
      this.changes.set(id, change);
      voice.changed("", change.start, { ...voice.values, ...change.values });
    }
  }

  #canBeTakenBack({ start }) {
    return start > this.context.currentTime + TAKEN + 2 * (this.context.baseLatency || 0);
  }

  #audioTime(position) {
    return this.audioClock.audioTime(this.clock.timeOf(position));
  }
}

/** Whether what is planned is still what is wanted. */
function isSame(planned, wanted) {
  return wanted !== undefined && planned.content === wanted.content && Math.abs(planned.start - wanted.start) < MOVED;
}

/** The steps of a bar cut into `count` equal ones that begin at or after `from` and before `to`. */
function* stepsWithin(count, clock, from, to) {
  const length = clock.barQuarters / count;
  const first = Math.ceil((from - clock.barStart) / length - 1e-6);
  for (let index = first; clock.barStart + index * length < to; index++) {
    const position = clock.barStart + index * length;
    const number = ((index % count) + count) % count;
    yield { number, bar: Math.round((position - number * length) / clock.barQuarters), position, length };
  }
}
