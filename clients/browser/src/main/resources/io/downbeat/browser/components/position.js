import { html, useEffect, useRef } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";

/** Bar and beat, a lamp for each beat, and a line that moves through the bar. */
export function Position() {
  const store = useAddresses("/beat", "/signature", "/playing", "/tempo", "/tempo/nudge", "status");
  const [bar = 1, beat = 1] = store.all("/beat");
  const [beats = 4, unit = 4] = store.all("/signature");
  const playing = store.value("/playing", 0) > 0;
  const line = useMovingLine();
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

/** Milliseconds by which the line may be wrong before it is moved. */
const NEAR = 15;

/**
 * A ref for the line that moves through the bar. The browser animates it by itself: moved by the page
 * in each picture, it made the browser go through all cells of a large grid each time.
 */
function useMovingLine() {
  const line = useRef(null);
  const animation = useRef(null);
  useEffect(() => {
    animation.current = line.current.animate({ transform: ["scaleX(0)", "scaleX(1)"] }, { duration: 1, iterations: Infinity });
    animation.current.pause();
    return () => animation.current.cancel();
  }, []);
  useEffect(() => {
    const { clock } = session;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const duration = clock.barQuarters * clock.quarterTime;
    const place = still ? 0 : clock.barPhase(performance.now()) * duration;
    const moves = clock.playing && clock.connected && !still;
    follow(animation.current, duration, place, moves);
  });
  return line;
}

function follow(animation, duration, place, moves) {
  const other = Math.abs(animation.effect.getTiming().duration - duration) > 0.01;
  if (other) animation.effect.updateTiming({ duration });
  const error = Math.abs((animation.currentTime % duration) - place);
  if (other || Math.min(error, duration - error) > NEAR) animation.currentTime = place;
  if (moves && animation.playState !== "running") animation.play();
  if (!moves && animation.playState === "running") animation.pause();
}
