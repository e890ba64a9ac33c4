// The take that is being recorded. The daemon tells of its clips when it ends; until then the page
// goes by what it sees launched.

import { session } from "../session/store.js";

/** The clips of each track since the take began, as `[beat, clip]`; null while nothing is recorded. */
let take = null;
let end = () => {};

/** Follows the takes of the session, also while no panel shows them. */
export function followTakes() {
  session.listen(["/record/status", "/track/count"], follow);
}

/** The take at this moment: `start` and `end` in beats, and `clips` of each track, from 1; null while nothing is recorded. */
export function currentTake() {
  return take && { start: take.start, end: position(), clips: take.clips };
}

function follow() {
  end();
  end = () => {};
  if (session.value("/record/status") !== "recording") {
    take = null;
    return;
  }
  take ??= { start: session.value("/arrangement/position", 0), clips: [] };
  const endings = Array.from({ length: session.value("/track/count", 0) }, (_, index) => {
    const active = `/track/${index + 1}/active`;
    take.clips[index + 1] ??= [[take.start, session.value(active, 0)]];
    return session.listen([active], () => take.clips[index + 1].push([position(), session.value(active, 0)]));
  });
  end = () => endings.forEach((one) => one());
}

function position() {
  return Math.max(take.start, session.clock.arrangementPosition(performance.now(), true));
}
