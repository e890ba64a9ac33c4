// Launching clips, scenes and stops by pressing their buttons.

import { useEffect, useRef } from "../lib/standalone.module.js";
import { session } from "./store.js";

/**
 * The handlers of a button that launches when a finger comes up. A browser tells of a click for one finger
 * alone: of two clips pressed at once, it would tell of none.
 *
 * @param launch what a press does
 * @param edit what a long press and the right button of a mouse do
 */
export function usePress(launch, edit = () => {}) {
  // The fingers that came down on the button. One that scrolls or zooms is cancelled.
  const down = useRef(new Set());
  return {
    onPointerDown: (event) => event.button === 0 && down.current.add(event.pointerId),
    onPointerCancel: (event) => down.current.delete(event.pointerId),
    onPointerUp: (event) => {
      if (down.current.delete(event.pointerId) && isOver(event)) launch();
    },
    onContextMenu: (event) => {
      event.preventDefault();
      down.current.clear();
      edit();
    },
    // By a key or a screen reader: a click of a finger or a mouse has a count.
    onClick: (event) => event.detail === 0 && launch(),
  };
}

/** Whether a finger or a mouse is still over the button on which it came down. */
function isOver({ currentTarget, clientX, clientY }) {
  return currentTarget.contains(document.elementFromPoint(clientX, clientY));
}

/**
 * The handlers of a button that launches a clip. A gate or repeat clip plays while it is held, so
 * its release is sent too.
 *
 * @param at the address of the clip
 * @param mode of the clip
 * @param launches whether the button has these handlers now; a clip that is held is released when it loses them
 * @param edit opens the editor of the clip
 */
export function useLaunchPress(at, mode, launches, edit) {
  // The clip that is held, across renders: the daemon's answer to the press renders the cell anew.
  const held = useRef(null);
  const release = () => {
    if (held.current !== null) session.send(`${held.current}/launch`, 0);
    held.current = null;
  };
  useEffect(() => release, [at, mode, launches]);
  const press = usePress(() => session.send(`${at}/launch`), edit);
  if (mode !== "gate" && mode !== "repeat") return press;
  const hold = () => {
    held.current = at;
    session.send(`${at}/launch`, 1);
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      hold();
    },
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (!event.repeat) hold();
    },
    onKeyUp: (event) => event.key === "Enter" && release(),
    onBlur: release,
    // A finger that holds the clip is no long press.
    onContextMenu: (event) => {
      event.preventDefault();
      if (held.current === null) edit();
    },
  };
}
