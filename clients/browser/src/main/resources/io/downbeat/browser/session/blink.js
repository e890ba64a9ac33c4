// The blinking of what waits for its boundary: in time with the beat.

import { useLayoutEffect, useRef } from "../lib/standalone.module.js";
import { session } from "./store.js";

/** Beats a minute. Above it, every second beat blinks: more than three flashes a second are a danger to some people. */
const FASTEST = 180;

/** Milliseconds from one blink to the next. */
export function blinkTime(tempo) {
  return (60000 / tempo) * quartersOfBlink(tempo);
}

function quartersOfBlink(tempo) {
  return tempo > FASTEST ? 2 : 1;
}

/** A ref for the element that blinks while `on`: the animation of the style sheet starts at the beat. */
export function useBlink(on) {
  const element = useRef(null);
  useLayoutEffect(() => {
    if (!on) return;
    const clock = session.clock;
    const intoBlink = clock.position(performance.now()) % quartersOfBlink(clock.tempo);
    element.current.style.setProperty("--blink-delay", `${-intoBlink * clock.quarterTime}ms`);
  }, [on]);
  return element;
}
