// The daemon's beat by the clock of this page: which position is when. Between two messages it
// goes on by the tempo.

/** Quarters that the position may run past the latest /beat before it waits for the next one. */
const LONGEST_GAP = 4.25;

/** Quarters. A /beat further away from where it is expected is a jump of the count, or came late. */
const JUMP = 0.2;

/** The part of the tempo by which a nudge of 1 bends it. */
const NUDGE = 0.1;

/** Milliseconds within which the moment of a launch is near. */
const AT_HAND = 60;

/** Beats begin on sixteenths; a position this near to one, in quarters, lies on it. */
const SIXTEENTH = 0.25;
const ON_GRID = 0.002;

export class Clock {
  constructor() {
    this.connected = false;
    this.playing = false;
    this.tempo = 120;
    this.nudge = 0;
    this.quarters = 0;
    this.bar = 1;
    this.beat = 1;
    this.beatsPerBar = 4;
    this.unit = 4;
    /** The position in quarters at which the present bar began. */
    this.barStart = 0;
    /** Whether the position is measured: then the arrival of a /beat, which is always late, says nothing. */
    this.measured = false;
    this.anchorQuarters = 0;
    this.anchorTime = 0;
    this.coming = null;
    this.arrangementBeat = 0;
    this.arrangementQuarters = 0;
  }

  /** Takes a message of the daemon; `time` is its arrival by `performance.now()`. */
  receive(address, args, time) {
    this.#reachComing(time);
    switch (address) {
      case "/beat":
        this.#beat(...args, time);
        break;
      case "/tempo":
        if (args[0] === this.tempo) break;
        this.anchor(this.position(time), time);
        this.tempo = args[0];
        break;
      case "/tempo/nudge":
        this.anchor(this.position(time), time);
        this.nudge = args[0];
        break;
      case "/playing":
        this.anchor(this.position(time), time);
        this.playing = args[0] > 0;
        break;
      case "/signature":
        [this.beatsPerBar, this.unit] = args;
        break;
      case "/arrangement/position":
        this.arrangementBeat = args[0];
        this.arrangementQuarters = this.position(time);
        break;
    }
  }

  /** Milliseconds of a quarter. */
  get quarterTime() {
    return this.#quarterTimeAt(this.tempo);
  }

  /** Quarters in a bar. */
  get barQuarters() {
    return (this.beatsPerBar * 4) / this.unit;
  }

  /** Quarters since the start at a time by `performance.now()`. */
  position(time) {
    if (!this.playing || !this.connected) return this.anchorQuarters;
    let quarters = this.anchorQuarters + (time - this.anchorTime) / this.quarterTime;
    if (this.coming !== null && quarters > this.coming.quarters) {
      quarters = this.coming.quarters + (time - this.timeOf(this.coming.quarters)) / this.#quarterTimeAt(this.coming.tempo);
    }
    return Math.min(quarters, this.quarters + LONGEST_GAP);
  }

  /** The time by `performance.now()` of a position in quarters. */
  timeOf(quarters) {
    if (this.coming !== null && quarters > this.coming.quarters) {
      return this.timeOf(this.coming.quarters) + (quarters - this.coming.quarters) * this.#quarterTimeAt(this.coming.tempo);
    }
    return this.anchorTime + (quarters - this.anchorQuarters) * this.quarterTime;
  }

  /**
   * States that the tempo changes at a position that is still to come, as when a scene with a tempo
   * is queued; null: not any more. What is handed to the sound card ahead needs to know.
   */
  expectTempo(coming) {
    const now = performance.now();
    this.#reachComing(now);
    // A launch that is no longer queued because its moment is here has not been taken back.
    if (coming === null && this.coming !== null && this.timeOf(this.coming.quarters) < now + AT_HAND) return;
    this.coming = coming;
  }

  /** The position of the arrangement, in beats, at a time. `rolling`: it advances with the transport. */
  arrangementPosition(time, rolling) {
    if (!rolling) return this.arrangementBeat;
    return this.arrangementBeat + Math.max(0, this.position(time) - this.arrangementQuarters);
  }

  /** How much of the bar has passed, 0 to 1. */
  barPhase(time) {
    return Math.min(Math.max((this.position(time) - this.barStart) / this.barQuarters, 0), 1);
  }

  /** Whether a position is too far from where it is expected to be a late message of the same count. */
  isJump(quarters, time) {
    return Math.abs(this.position(time) - quarters) > JUMP;
  }

  /** States that this position is at this time. */
  anchor(quarters, time) {
    this.anchorQuarters = quarters;
    this.anchorTime = time;
  }

  #quarterTimeAt(tempo) {
    return 60000 / (tempo * (1 + NUDGE * this.nudge));
  }

  /** Takes the tempo that was expected, from its position on. The message of it may come later. */
  #reachComing(time) {
    if (this.coming === null || this.position(time) < this.coming.quarters) return;
    this.anchor(this.coming.quarters, this.timeOf(this.coming.quarters));
    this.tempo = this.coming.tempo;
    this.coming = null;
  }

  #beat(bar, beat, quarters, time) {
    // The answer to a question lies inside its beat; only the first message of a beat says where that began.
    if (bar !== this.bar || beat !== this.beat || this.isJump(quarters, time)) {
      const nearest = Math.round(quarters / SIXTEENTH) * SIXTEENTH;
      const unit = 4 / this.unit;
      const beatStart = Math.abs(quarters - nearest) < ON_GRID ? nearest : Math.floor(quarters / unit) * unit;
      this.barStart = beatStart - (beat - 1) * unit;
    }
    [this.bar, this.beat, this.quarters] = [bar, beat, quarters];
    if (!this.measured) this.anchor(quarters, time);
  }
}
