import { html, useEffect, useRef, useState } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { currentSound } from "../listen/listening.js";
import { Picture } from "../listen/picture/picture.js";
import { LevelMeter } from "./level-meter.js";

/** Milliseconds that a browser has to begin to play before the page says that it does not. */
const BEGIN = 1500;

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
  const isSilent = useIsSilent();
  return html`
    <section class="listen" aria-label="Sound and picture">
      ${mistake === null ? html`<canvas ref=${canvas} class="picture" role="img" aria-label="The picture that the graph draws" />` : html`<p class="picture">${mistake}</p>`}
      <div class="listen-controls">
        ${isSilent && html`<p class="silent" role="status">No sound: this browser has no sound card, or plays only after a press. Press Listen twice.</p>`}
        <${LevelMeter} />
        <label class="volume"><span>Volume</span>
          <input type="range" aria-label="Volume" min="0" max="1" step="0.01" value=${volume} onInput=${(event) => setVolume(Number(event.target.value))} />
        </label>
      </div>
    </section>
  `;
}

function useIsSilent() {
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    const sound = currentSound();
    const look = () => setSilent(!sound.isPlaying);
    const timer = setTimeout(look, BEGIN);
    const end = sound.watchPlaying(look);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return isSilent;
}
