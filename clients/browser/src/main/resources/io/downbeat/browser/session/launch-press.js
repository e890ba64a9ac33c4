// Launching a clip by pressing its cell.

import { useEffect, useRef } from "../lib/standalone.module.js";
import { session } from "./store.js";

/**
 * The handlers of a button that launches a clip. A gate or repeat clip plays while it is held, so
 * its release is sent too.
 *
 * @param at the address of the clip
 * @param mode of the clip
 * @param launches whether the button has these handlers now; a clip that is held is released when it loses them
 */
export function useLaunchPress(at, mode, launches) {
  // The clip that is held, across renders: the daemon's answer to the press renders the cell anew.
  const held = useRef(null);
  const release = () => {
    if (held.current !== null) session.send(`${held.current}/launch`, 0);
    held.current = null;
  };
  useEffect(() => release, [at, mode, launches]);
  if (mode !== "gate" && mode !== "repeat") return { onClick: () => session.send(`${at}/launch`) };
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
  };
}
