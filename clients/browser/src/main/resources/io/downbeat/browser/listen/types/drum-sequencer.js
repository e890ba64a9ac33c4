import { NodeVoice, within } from "./node-voice.js";

const DRUMS = ["kick", "snare", "hat", "clap"];

/** In sixteenths of the bar, in the order in which `density` brings them in. */
const KICKS = [0, 8, 10, 4, 12, 3, 14];
const HATS = [4, 12, 0, 8, 2, 6, 10, 14, 7, 15, 3, 11, 1, 5, 9, 13];
const BACKBEAT = [4, 12];

/** What `fill` adds at the end of a bar, likewise. */
const FILL = [15, 13, 14, 11];

/**
 * Cuts the bar into steps. With parameters like `kick_0` and `hat_12` these are the hits; else
 * `density` says how many there are, and `fill` how many more at the end of the bar.
 */
export class DrumSequencer extends NodeVoice {
  triggers = true;

  stepsOfBar(values) {
    return within(Math.round(this.number("steps", 16, values)), 1, 64);
  }

  hitsOf(step, values) {
    const offset = step % 2 === 1 ? within(this.number("swing", 0, values), 0, 0.75) : 0;
    const written = Object.keys(values).some((name) => /^(kick|snare|hat|clap)_\d+$/.test(name));
    return DRUMS.map((drum) => ({ drum, offset, velocity: written ? this.number(`${drum}_${step}`, 0, values) : this.#usual(drum, step, values) }))
      .filter(({ velocity }) => velocity > 0);
  }

  #usual(drum, step, values) {
    const sixteenth = (step * 16) / this.stepsOfBar(values);
    const density = within(this.number("density", 0.3, values), 0, 1);
    const fill = FILL.slice(0, Math.round(within(this.number("fill", 0, values), 0, 1) * FILL.length));
    switch (drum) {
      case "kick":
        return among(KICKS, 1 + Math.round(density * 4), sixteenth) ? 1 : 0;
      case "hat":
        return among(HATS, Math.round(density * 16), sixteenth) ? (sixteenth % 4 === 0 ? 0.8 : 1) : 0;
      case "snare":
        return BACKBEAT.includes(sixteenth) ? 1 : fill.includes(sixteenth) ? 0.6 : 0;
      default:
        return BACKBEAT.includes(sixteenth) ? 1 : 0;
    }
  }
}

function among(order, count, step) {
  const place = order.indexOf(step);
  return place >= 0 && place < count;
}
