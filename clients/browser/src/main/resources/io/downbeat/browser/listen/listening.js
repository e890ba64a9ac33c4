// Whether this page plays the session, and what plays it.

import { session } from "../session/store.js";
import { show } from "../session/view.js";
import { Sound } from "./sound.js";

let sound = null;

/** Starts the sound. Call it from a press: browsers let no page sound by itself. */
export function startListening() {
  sound ??= new Sound(session);
  show({ listening: true });
}

export function stopListening() {
  sound?.close();
  sound = null;
  show({ listening: false });
}

/** What plays, or null. */
export function currentSound() {
  return sound;
}
