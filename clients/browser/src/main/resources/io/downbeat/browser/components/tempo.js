import { html, useEffect } from "../lib/standalone.module.js";
import { blinkTime } from "../session/blink.js";
import { session } from "../session/store.js";
import { useValue } from "../session/hooks.js";
import { NumberField } from "./number-field.js";

const change = (address, ...args) => session.move("/tempo", address, ...args);

/** The tempo: a number to type, a step down and up, and a button to tap. */
export function Tempo() {
  const tempo = useValue("/tempo", 120);
  useEffect(() => {
    document.documentElement.style.setProperty("--blink", `${blinkTime(tempo)}ms`);
  }, [tempo]);
  return html`
    <div class="tempo" role="group" aria-label="Tempo">
      <button class="tool small" aria-label="Slower" onClick=${() => change("/tempo/-")}>−</button>
      <${NumberField} class="bpm" label="Tempo in beats a minute" value=${tempo} digits=${1} onSet=${(bpm) => change("/tempo", bpm)} />
      <button class="tool small" aria-label="Faster" onClick=${() => change("/tempo/+")}>+</button>
      <button class="tool tap" onPointerDown=${() => change("/tempo/tap")} onKeyDown=${tapByKey}>Tap</button>
    </div>
  `;
}

/** A tap counts when the finger comes down, a key likewise, and not again while it is held. */
function tapByKey(event) {
  if ((event.key === "Enter" || event.key === " ") && !event.repeat) {
    event.preventDefault();
    change("/tempo/tap");
  }
}
