import { html } from "../lib/standalone.module.js";
import { leaveToKeys } from "../session/keyboard.js";

/** One word out of several. It shows what the daemon says, so a choice that is refused does not stand there. */
export function Choice({ label, value, words, onSet, title = "", class: name = "choice" }) {
  return html`
    <label class=${name} title=${title}><span>${label}</span>
      <select aria-label=${label} value=${value} onChange=${(event) => {
        onSet(event.target.value);
        event.target.value = value;
        leaveToKeys(event.target);
      }}>
        ${words.map((word) => {
          const [key, text] = Array.isArray(word) ? word : [word, word];
          return html`<option value=${key} selected=${String(key) === String(value)}>${text}</option>`;
        })}
      </select>
    </label>
  `;
}
