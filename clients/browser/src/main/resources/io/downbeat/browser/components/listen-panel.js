import { html, useEffect, useRef, useState } from "../lib/standalone.module.js";
import { currentSound } from "../listen/listening.js";
import { Picture } from "../listen/picture/picture.js";
import { session } from "../session/store.js";

/** Milliseconds between two readings of the level. */
const METER_GAP = 80;

/** Decibels below full scale where the meter begins. */
const FLOOR = -60;

/** What the graph sounds and looks like, while the page listens. */
export function ListenPanel() {
  const canvas = useRef(null);
  const [mistake, setMistake] = useState(null);
  const [volume, setVolume] = useState(0.7);
  useEffect(() => {
    try {
      const picture = new Picture(canvas.current, session);
      return () => picture.close();
    } catch (failure) {
      setMistake(failure.message);
    }
  }, []);
  useEffect(() => currentSound()?.setVolume(volume), [volume]);
  return html`
    <section class="listen" aria-label="Sound and picture">
      ${mistake === null ? html`<canvas ref=${canvas} class="picture" role="img" aria-label="The picture that the graph draws" />` : html`<p class="picture">${mistake}</p>`}
      <div class="listen-controls">
        <${LevelMeter} />
        <label class="volume"><span>Volume</span>
          <input type="range" aria-label="Volume" min="0" max="1" step="0.01" value=${volume} onInput=${(event) => setVolume(Number(event.target.value))} />
        </label>
      </div>
    </section>
  `;
}

function LevelMeter() {
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
