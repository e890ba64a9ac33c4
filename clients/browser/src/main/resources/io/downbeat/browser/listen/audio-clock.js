// When a moment of the audio clock is heard, by the clock of the page.

/** So many readings are compared. Single ones are off by a block of samples; their median is not. */
const READINGS = 25;

/** The newest readings that must agree that the audio clock has slipped, and by how many seconds. */
const NEWEST = 5;
const SLIP = 0.006;

/** So many readings must be there before sound is planned by them. */
const ENOUGH = 3;

/** A browser that has not told by so many readings which sample is heard never will; so many calculated ones do then. */
const NEVER_TOLD = 20;

export class AudioClock {
  constructor(context) {
    this.context = context;
    this.readings = [];
    /** Whether the readings say which sample was heard. Before the first sound they are calculated, and off by the latency of the sound card. */
    this.told = false;
    /** Seconds of the audio clock minus seconds of the page's clock. */
    this.offset = 0;
    this.read();
  }

  /**
   * Compares the clocks; to be called often. After a pause of the sound card, or when the computer
   * was too busy to play, the audio clock is behind for good.
   */
  read() {
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp?.() ?? {};
    if (contextTime > 0 && performanceTime > 0 && !this.told) {
      this.told = true;
      this.readings = [];
    }
    this.readings.push(this.told ? contextTime - performanceTime / 1000 : this.#calculated());
    if (this.readings.length > READINGS) this.readings.shift();
    const newest = median(this.readings.slice(-NEWEST));
    if (Math.abs(newest - median(this.readings)) > SLIP) this.readings = this.readings.slice(-NEWEST);
    this.offset = median(this.readings);
  }

  /** Whether the clocks were compared often enough to plan sound. */
  get ready() {
    return this.readings.length >= (this.told ? ENOUGH : NEVER_TOLD);
  }

  /** The audio clock's time at which a sample must be, to be heard at a time of the page. */
  audioTime(pageTime) {
    return pageTime / 1000 + this.offset;
  }

  /** The time of the page at which a sample of the audio clock's time is heard. */
  pageTime(audioTime) {
    return (audioTime - this.offset) * 1000;
  }

  #calculated() {
    return this.context.currentTime - (this.context.outputLatency || 0) - performance.now() / 1000;
  }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
