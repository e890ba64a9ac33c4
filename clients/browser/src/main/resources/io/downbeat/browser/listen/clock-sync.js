// Measures the daemon's beat, so that the session's clock is right to a millisecond.
//
// The page asks for /beat and /beat/phase and notes when the question left and when the answer
// came. The daemon answers with the position at a moment between the two: Ableton Link measures the
// clocks of its peers in the same way. So each answer gives an earliest and a latest time for that
// position. All answers must be true at once: the quick ones make the range narrow.

/** Questions in quick succession after a start or a jump, and the milliseconds between them. */
const BURST = 12;
const BURST_GAP = 25;

/** Milliseconds between questions afterwards, while the answers are slow and when some were quick. */
const UNSURE_GAP = 250;
const CALM_GAP = 1000;

/** Milliseconds. A range this narrow is kept up calmly. */
const GOOD = 3;

/** So many answers are kept. What they say becomes wider with their age: two clocks drift apart by some millionths. */
const KEPT = 16;
const DRIFT = 30e-6;

/** The beat is known well enough to play on it after so many answers, and with a range as narrow as this many milliseconds; else after all of the burst. */
const ENOUGH = 3;
const NARROW = 8;

/** An answer that does not come within so many milliseconds is given up. */
const GIVEN_UP = 2000;

export class ClockSync {
  /**
   * @param session the store, whose clock is corrected
   * @param onJump called when the count has jumped, stopped, or is known
   */
  constructor(session, onJump) {
    this.session = session;
    this.clock = session.clock;
    this.onJump = onJump;
    this.answers = [];
    this.burstLeft = 0;
    this.asked = null;
    this.playing = false;
    /** Whether the beat is known. */
    this.ready = false;
    this.endings = [
      session.listen(["/tempo", "/tempo/nudge", "/signature"], () => this.#retimed()),
      session.listen(["/playing", "status"], () => this.#playingChanged()),
      session.listen(["/beat"], () => this.#beat()),
      session.listen(["/beat/phase"], () => this.#answered()),
    ];
    this.#playingChanged();
  }

  close() {
    clearTimeout(this.timer);
    this.clock.measured = false;
    for (const end of this.endings) end();
  }

  #playingChanged() {
    const playing = this.clock.connected && this.clock.playing;
    if (playing === this.playing) return;
    this.playing = playing;
    this.ready = false;
    this.clock.measured = false;
    this.asked = null;
    this.#measureAgain();
    this.onJump();
  }

  #retimed() {
    const timing = [this.clock.tempo, this.clock.nudge, this.clock.barQuarters].join();
    if (timing === this.timing) return;
    this.timing = timing;
    this.#measureAgain();
  }

  /** A /beat that is not where it is expected came late, or the count has jumped: the next answer tells. */
  #beat() {
    const [, , quarters] = this.session.all("/beat");
    if (this.ready && this.asked === null && this.clock.isJump(quarters, performance.now())) this.#measureAgain();
  }

  #measureAgain() {
    this.answers = [];
    this.burstLeft = BURST;
    clearTimeout(this.timer);
    this.#ask();
  }

  #ask() {
    if (!this.playing) return;
    const gap = this.burstLeft > 0 ? BURST_GAP : this.#range().width > GOOD ? UNSURE_GAP : CALM_GAP;
    this.timer = setTimeout(() => this.#ask(), gap);
    const now = performance.now();
    if (this.asked !== null && now - this.asked < GIVEN_UP) return;
    this.burstLeft--;
    this.asked = now;
    this.session.send("/tempo");
    this.session.send("/beat");
    this.session.send("/beat/phase");
  }

  #answered() {
    const came = performance.now();
    if (this.asked === null || !this.playing) return;
    const width = came - this.asked;
    const time = this.asked + width / 2;
    this.asked = null;
    const phase = this.session.value("/beat/phase", 0);
    // A long count has no fine fractions as a 32-bit float: the phase has them.
    const quarters = phase + Math.round(this.session.all("/beat")[2] - phase);
    const jumped = this.clock.isJump(quarters, this.#nearest(quarters, time, width));
    if (jumped) this.answers = [];
    this.answers.push({ time, quarters, width });
    if (this.answers.length > KEPT) this.answers.shift();
    if (jumped || !this.clock.measured) this.clock.anchor(quarters, time);
    else this.#correct(time);
    this.clock.measured = true;
    const becameReady = !this.ready && this.answers.length >= (this.#range().width < NARROW ? ENOUGH : BURST);
    this.ready ||= becameReady;
    if (jumped || becameReady) this.onJump();
  }

  /** The moment between question and answer at which the clock comes nearest to the position that was answered. */
  #nearest(quarters, time, width) {
    return Math.min(Math.max(this.clock.timeOf(quarters), time - width / 2), time + width / 2);
  }

  /**
   * The error of the clock by all answers: its middle, and how wide a range it may lie in; milliseconds.
   * Answers that contradict each other mean that the count was moved: then the newest counts.
   */
  #range() {
    const newest = this.answers.at(-1);
    let low = -Infinity;
    let high = Infinity;
    for (const { time, quarters, width } of [...this.answers].reverse()) {
      const error = (quarters - this.clock.position(time)) * this.clock.quarterTime;
      const half = width / 2 + (newest.time - time) * DRIFT;
      if (error - half > high || error + half < low) break;
      low = Math.max(low, error - half);
      high = Math.min(high, error + half);
    }
    return { middle: (low + high) / 2, width: high - low };
  }

  /** While the range is wide, the clock moves only as far as it must. */
  #correct(time) {
    const { middle, width } = this.#range();
    const surely = Math.max(Math.abs(middle) - (width > GOOD ? width / 4 : 0), 0);
    this.clock.anchor(this.clock.position(time) + (Math.sign(middle) * surely) / this.clock.quarterTime, time);
  }
}
