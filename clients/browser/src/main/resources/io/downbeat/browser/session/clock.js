// The beat position between two /beat messages, from the tempo.

/** Quarters that the position may run past the latest /beat before it waits for the next one. */
const LONGEST_GAP = 4.25;

export class Clock {
  constructor() {
    this.connected = false;
    this.playing = false;
    this.tempo = 120;
    this.quarters = 0;
    this.bar = 1;
    this.beat = 1;
    this.beatsPerBar = 4;
    this.unit = 4;
    this.anchorQuarters = 0;
    this.anchorTime = 0;
  }

  /** Takes a message of the daemon; `time` is its arrival by `performance.now()`. */
  receive(address, args, time) {
    switch (address) {
      case "/beat":
        [this.bar, this.beat, this.quarters] = args;
        this.#anchor(args[2], time);
        break;
      case "/tempo":
        this.#anchor(this.position(time), time);
        this.tempo = args[0];
        break;
      case "/playing":
        this.#anchor(this.position(time), time);
        this.playing = args[0] > 0;
        break;
      case "/signature":
        [this.beatsPerBar, this.unit] = args;
        break;
    }
  }

  /** Milliseconds of a quarter. */
  get quarterTime() {
    return 60000 / this.tempo;
  }

  /** Quarters since the start at a time by `performance.now()`. */
  position(time) {
    if (!this.playing || !this.connected) return this.anchorQuarters;
    const passed = (time - this.anchorTime) / this.quarterTime;
    return Math.min(this.anchorQuarters + passed, this.quarters + LONGEST_GAP);
  }

  /** How much of the bar has passed, 0 to 1. */
  barPhase(time) {
    const sinceBeat = (this.position(time) - this.quarters) * (this.unit / 4);
    const units = this.beat - 1 + this.#intoBeat() + sinceBeat;
    return Math.min(Math.max(units / this.beatsPerBar, 0), 1);
  }

  /** A /beat of a refresh lies inside its beat; this is how far, in units of the signature. */
  #intoBeat() {
    const units = this.quarters * (this.unit / 4);
    return Math.abs(units - Math.round(units)) < 0.01 ? 0 : units - Math.floor(units);
  }

  #anchor(quarters, time) {
    this.anchorQuarters = quarters;
    this.anchorTime = time;
  }
}
