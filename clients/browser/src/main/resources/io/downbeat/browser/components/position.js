import { html, useEffect, useRef } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";

/** Bar and beat, a lamp for each beat, and a line that moves through the bar. */
export function Position() {
  const store = useAddresses("/beat", "/signature", "/playing");
  const [bar = 1, beat = 1] = store.all("/beat");
  const [beats = 4, unit = 4] = store.all("/signature");
  const playing = store.value("/playing", 0) > 0;
  const line = useRef(null);
  useEffect(() => moveLine(line.current), []);
  const lamps = Array.from({ length: beats }, (_, index) => index + 1);
  return html`
    <div class="position ${playing ? "playing" : ""}" role="group" aria-label="Position">
      <div class="position-text">
        <output class="bar-beat" aria-live="off" aria-label="Bar ${bar}, beat ${beat}"><b>${bar}</b><i>.</i><span>${beat}</span></output>
        <span class="signature" aria-label="${beats} ${unit} time">${beats}/${unit}</span>
      </div>
      <div class="beat-lamps" aria-hidden="true">
        ${lamps.map((number) => html`<span class="lamp ${number === beat && playing ? "lit" : ""} ${number === 1 ? "first" : ""}"></span>`)}
      </div>
      <div class="bar-line" aria-hidden="true"><div ref=${line}></div></div>
    </div>
  `;
}

/** Moves the line on each frame of the screen; returns the end of it. */
function moveLine(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let frame;
  const draw = (now) => {
    const phase = still.matches ? 0 : session.clock.barPhase(now);
    element.style.transform = `scaleX(${phase.toFixed(4)})`;
    frame = requestAnimationFrame(draw);
  };
  frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}
