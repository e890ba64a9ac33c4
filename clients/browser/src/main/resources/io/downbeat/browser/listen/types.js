// The node types that make sound, by the names that graph files use. To add one, write its class
// in a file beside the others and name it here.

import { ChordProgression } from "./types/chord-progression.js";
import { DrumClap } from "./types/drum-clap.js";
import { DrumHiHat } from "./types/drum-hi-hat.js";
import { DrumKick } from "./types/drum-kick.js";
import { DrumSequencer } from "./types/drum-sequencer.js";
import { DrumSnare } from "./types/drum-snare.js";
import { Gain } from "./types/gain.js";
import { Lfo } from "./types/lfo.js";
import { LowPass } from "./types/low-pass.js";
import { Oscillator } from "./types/oscillator.js";
import { Reverb } from "./types/reverb.js";
import { WavetableOscillator } from "./types/wavetable-oscillator.js";

export const SOUND_TYPES = new Map(
  Object.entries({
    ChordProgression,
    DrumClap,
    DrumHiHat,
    DrumKick,
    DrumSequencer,
    DrumSnare,
    Gain,
    Lfo,
    LfoFr: Lfo,
    LowPass,
    Mixer: class extends Gain {
      stage = "mixer";
    },
    Oscillator,
    Reverb,
    VoiceMixer: class extends Gain {
      stage = "voice-mixer";
    },
    WavetableOscillator,
  }),
);
