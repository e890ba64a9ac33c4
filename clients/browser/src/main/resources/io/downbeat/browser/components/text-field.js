import { html, useState } from "../lib/standalone.module.js";
import { isSave } from "../session/keyboard.js";

/** A text that is typed. Enter or leaving the field sets it, Escape does not. */
export function TextField({ label, value, onSet, inputmode = "text", class: name = "" }) {
  const [typed, setTyped] = useState(null);
  const finish = () => {
    if (typed !== null && typed !== value) onSet(typed);
    setTyped(null);
  };
  return html`
    <input class="field ${name}" type="text" inputmode=${inputmode} aria-label=${label} value=${typed ?? value} autocomplete="off" spellcheck="false"
      onFocus=${(event) => event.target.select()}
      onInput=${(event) => setTyped(event.target.value)}
      onBlur=${finish}
      onKeyDown=${(event) => {
        // The Enter that ends the composition of a letter is not the end of the text.
        if (event.isComposing) return event.stopPropagation();
        // The name that is being typed is saved too.
        if (isSave(event)) return finish();
        event.stopPropagation();
        if (event.key === "Enter") finish();
        if (event.key === "Escape") setTyped(null);
        if (event.key === "Enter" || event.key === "Escape") event.target.select();
      }} />
  `;
}
