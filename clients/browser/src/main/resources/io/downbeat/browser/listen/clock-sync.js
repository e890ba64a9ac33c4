// The daemon's beat by the clock of this page.
//
// The page asks for /beat/phase and notes when the question left and when the answer came. The
// daemon answers with the phase at the moment of the question, which lies half-way between the two:
// Ableton Link measures the clocks of its peers in the same way. Answers that took long say little
// and are left out.

/** Questions in quick succession after a start or a jump, and the milliseconds between them. */
const BURST = 12;
const BURST_GAP = 60;

/** Milliseconds between questions afterwards, while the answers are slow and when some were quick. */
const UNSURE_GAP = 250;
const CALM_GAP = 1000;

/** Milliseconds. A measurement this good is kept up calmly: clocks drift by some millionths only. */
const GOOD = 3;

/** So many answers are kept; those that took little longer than the quickest of them count. */
const KEPT = 16;
const SLOWER = 1.5;
const SLOWER_BY = 0.3;

/** An answer that does not come within so many milliseconds is given up. */
const GIVEN_UP = 2000;

/** Quarters. A /beat further away from where it is expected is a jump of the count. */
const JUMP = 0.2;

export class ClockSync {
  /** @param session the store; it has the tempo, the signature and the beats. */
  constructor(session) {
    this.session = session;
    this.tempo = session.value("/tempo", 120);
    this.playing = false;
    this.anchorTime = performance.now();
    this.anchorQuarters = 0;
    this.barStart = 0;
    this.known = false;
    this.samples = [];
    this.burstLeft = 0;
    this.asked = null;
    /** Called when the count has jumped or stopped. */
    this.onJump = () => {};
    this.endings = [
      session.listen(["/tempo"], () => this.#tempoChanged()),
      session.listen(["/playing", "status"], () => this.#playingChanged()),
      session.listen(["/beat", "/signature"], () => this.#beat()),
      session.listen(["/beat/phase"], () => this.#answered()),
    ];
    this.#playingChanged();
    this.#beat();
    this.#ask();
  }

  close() {
    clearTimeout(this.timer);
    for (const end of this.endings) end();
  }

  /** Quarters since the start, at a time by `performance.now()`. */
  quartersAt(time) {
    return this.playing ? this.anchorQuarters + (time - this.anchorTime) / this.quarterTime : this.anchorQuarters;
  }

  /** The time by `performance.now()` of a position in quarters. */
  timeOf(quarters) {
    return this.anchorTime + (quarters - this.anchorQuarters) * this.quarterTime;
  }

  /** Milliseconds of a quarter. */
  get quarterTime() {
    return 60000 / this.tempo;
  }

  /** Quarters in a bar. */
  get barQuarters() {
    const [beats = 4, unit = 4] = this.session.all("/signature");
    return (beats * 4) / unit;
  }

  /** Half of the quickest round trip, in milliseconds: the measurement is no better than this. */
  get uncertainty() {
    return this.samples.length === 0 ? Infinity : Math.min(...this.samples.map((sample) => sample.took)) / 2;
  }

  #tempoChanged() {
    const now = performance.now();
    this.#anchor(this.quartersAt(now), now);
    this.tempo = this.session.value("/tempo", this.tempo);
    this.#measureAgain();
  }

  #playingChanged() {
    const now = performance.now();
    const playing = this.session.status === "connected" && this.session.value("/playing", 0) > 0;
    if (playing === this.playing) return;
    this.#anchor(this.quartersAt(now), now);
    this.playing = playing;
    this.known = false;
    this.onJump();
    this.#measureAgain();
  }

  #beat() {
    const [, beat, quarters] = this.session.all("/beat");
    if (quarters === undefined) return;
    const [, unit = 4] = this.session.all("/signature");
    const units = (quarters * unit) / 4;
    const nearest = Math.round(units);
    const beatStart = Math.abs(units - nearest) < 0.002 ? nearest : Math.floor(units);
    this.barStart = ((beatStart - (beat - 1)) * 4) / unit;
    const now = performance.now();
    const jumped = Math.abs(this.quartersAt(now) - quarters) > JUMP;
    if (!this.known || jumped) {
      this.#anchor(quarters, now);
      this.known = true;
      this.onJump();
      this.#measureAgain();
    }
  }

  #measureAgain() {
    this.samples = [];
    this.burstLeft = BURST;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), 0);
  }

  #ask() {
    const burst = this.burstLeft > 0;
    this.timer = setTimeout(() => this.#ask(), burst ? BURST_GAP : this.uncertainty > GOOD ? UNSURE_GAP : CALM_GAP);
    const now = performance.now();
    const waiting = this.asked !== null && now - this.asked < GIVEN_UP;
    if (!this.playing || !this.known || waiting) return;
    if (burst) this.burstLeft--;
    this.asked = now;
    this.session.send("/beat/phase");
  }

  #answered() {
    const came = performance.now();
    if (this.asked === null || !this.playing) return;
    const took = came - this.asked;
    const time = this.asked + took / 2;
    this.asked = null;
    const phase = this.session.value("/beat/phase", 0);
    // The phase says where in a quarter it is; which quarter is known well enough.
    const quarters = phase + Math.round(this.quartersAt(time) - phase);
    this.samples.push({ took, time, quarters });
    if (this.samples.length > KEPT) this.samples.shift();
    this.#adjust(time);
  }

  /** Moves the anchor by the median error of the quick answers. */
  #adjust(time) {
    const quickest = Math.min(...this.samples.map((sample) => sample.took));
    const errors = this.samples
      .filter((sample) => sample.took <= quickest * SLOWER + SLOWER_BY)
      .map((sample) => sample.quarters - this.quartersAt(sample.time))
      .sort((a, b) => a - b);
    const error = errors[errors.length >> 1];
    this.#anchor(this.quartersAt(time) + error, time);
  }

  #anchor(quarters, time) {
    this.anchorQuarters = quarters;
    this.anchorTime = time;
  }
}
