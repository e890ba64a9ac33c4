// When a moment of the audio clock is heard, by the clock of the page.

/** So many readings are compared. Single ones are off by a block of samples; their median is not. */
const READINGS = 25;

/** The newest readings that must agree that the audio clock has slipped, and by how many seconds. */
const NEWEST = 5;
const SLIP = 0.006;

export class AudioClock {
  constructor(context) {
    this.context = context;
    this.readings = [];
    /** Seconds of the audio clock minus seconds of the page's clock. */
    this.offset = 0;
    this.read();
  }

  /**
   * Compares the clocks; to be called often. After a pause of the sound card, or when the computer
   * was too busy to play, the audio clock is behind for good.
   */
  read() {
    this.readings.push(this.#reading());
    if (this.readings.length > READINGS) this.readings.shift();
    const newest = median(this.readings.slice(-NEWEST));
    if (Math.abs(newest - median(this.readings)) > SLIP) this.readings = this.readings.slice(-NEWEST);
    this.offset = median(this.readings);
  }

  /** The audio clock's time at which a sample must be, to be heard at a time of the page. */
  audioTime(pageTime) {
    return pageTime / 1000 + this.offset;
  }

  /** The time of the page at which a sample of the audio clock's time is heard. */
  pageTime(audioTime) {
    return (audioTime - this.offset) * 1000;
  }

  #reading() {
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp?.() ?? {};
    if (performanceTime > 0) return contextTime - performanceTime / 1000;
    // Before the first sound, and in a browser that does not tell.
    return this.context.currentTime - (this.context.outputLatency || 0) - performance.now() / 1000;
  }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
