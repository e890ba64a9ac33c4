import { NodeVoice, within } from "./node-voice.js";

/** Roots of the chords, in semitones above the key: I V VI IV, one of them a bar. */
const ROOTS = [0, 7, 9, 5];

/** Tells the voices which note to play: the root of a chord for each bar. */
export class ChordProgression extends NodeVoice {
  triggers = true;

  stepsOfBar() {
    return 1;
  }

  hitsOf(_step, values, bar) {
    const count = within(Math.round(this.number("length", ROOTS.length, values)), 1, ROOTS.length);
    const bars = within(Math.round(this.number("bars", 1, values)), 1, 16);
    const chord = Math.floor(bar / bars) % count;
    const key = within(this.number("root", 45, values), 12, 96);
    return [{ note: 440 * 2 ** ((key + ROOTS[(chord + count) % count] - 69) / 12), offset: 0, velocity: 1 }];
  }
}
