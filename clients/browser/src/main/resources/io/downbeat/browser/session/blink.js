// The blinking of what waits for its boundary: in time with the beat.

import { useLayoutEffect, useRef } from "../lib/standalone.module.js";
import { session } from "./store.js";

/** A ref for the element that blinks while `on`: the animation of the style sheet starts at the beat. */
export function useBlink(on) {
  const element = useRef(null);
  useLayoutEffect(() => {
    if (!on) return;
    const clock = session.clock;
    const intoBeat = clock.position(performance.now()) % 1;
    element.current.style.setProperty("--blink-delay", `${-intoBeat * clock.quarterTime}ms`);
  }, [on]);
  return element;
}
