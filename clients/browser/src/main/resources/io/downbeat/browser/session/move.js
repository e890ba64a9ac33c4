// Moving what the drawer shows.

import { session } from "./store.js";
import { currentView, show } from "./view.js";

/** The end of waiting for the answer to the last move; null if none is awaited. */
let stopWaiting = null;

/**
 * Moves a track, a clip or a scene, and shows it at its new place once the daemon has moved it: until
 * then, or if it refuses, another stands there. A further move before the answer is not sent: what
 * it would move is not known yet.
 *
 * @param at the address of what is moved
 * @param to the position it moves to
 * @param panel what the drawer shows after the move
 */
export function move(at, to, panel) {
  if (stopWaiting !== null) return;
  const before = session.eventCount;
  const shown = currentView().panel;
  if (!session.send(`${at}/move`, to)) return;
  // The daemon does one message after the other: this answer comes after a refusal of the move.
  session.send(`${at}/name`);
  stopWaiting = session.listen([`${at}/name`, "status"], () => {
    stopWaiting();
    stopWaiting = null;
    const refused = session.events.some(({ id, address }) => id > before && address === `${at}/move`);
    if (session.status === "connected" && !refused && currentView().panel === shown) show({ panel });
  });
}

/** Deletes a track, a clip or a scene that the drawer shows, and closes the drawer. */
export function deleteShown(at) {
  if (session.send(`${at}/delete`)) show({ panel: null });
}
