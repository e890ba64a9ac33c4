import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { leaveList } from "../session/keyboard.js";
import { useValue } from "../session/hooks.js";
import { QUANTIZE } from "../session/words.js";

/** The grid that launches wait for. */
export function Quantize() {
  const value = useValue("/quantize", "instant");
  return html`
    <label class="quantize" title="q, shift-q">
      <span>Quantize</span>
      <select aria-label="Quantize" value=${value} onChange=${(event) => {
        session.send("/quantize", event.target.value);
        leaveList(event.target);
      }}>
        ${QUANTIZE.map((word) => html`<option value=${word} selected=${word === value}>${word}</option>`)}
      </select>
    </label>
  `;
}
