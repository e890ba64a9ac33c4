import { html, useEffect, useRef } from "../lib/standalone.module.js";
import { currentSound } from "../listen/listening.js";

/** Milliseconds between two readings of the level. */
const METER_GAP = 80;

/** Decibels below full scale where the meter begins. */
const FLOOR = -60;

/** The level of the sound. */
export function LevelMeter() {
  const meter = useRef(null);
  useEffect(() => {
    const timer = setInterval(() => showLevel(meter.current), METER_GAP);
    return () => clearInterval(timer);
  }, []);
  return html`<div ref=${meter} class="level" role="meter" aria-label="Level" aria-valuemin=${FLOOR} aria-valuemax="0" aria-valuenow=${FLOOR}><div></div></div>`;
}

/** Writes the level into the page without rendering anything anew. */
function showLevel(meter) {
  const decibels = Math.max(FLOOR, Math.min(0, 20 * Math.log10(currentSound()?.level() || 1e-6)));
  meter.setAttribute("aria-valuenow", decibels.toFixed(1));
  meter.setAttribute("aria-valuetext", `${decibels.toFixed(0)} dB`);
  meter.firstElementChild.style.transform = `scaleX(${(1 - decibels / FLOOR).toFixed(3)})`;
}
