import { html, useReducer, useRef } from "../lib/standalone.module.js";
import { isSave } from "../session/keyboard.js";

/** A text that is typed. Enter or leaving the field sets it, Escape does not; both give the keys back to the page. */
export function TextField({ label, value, onSet, inputmode = "text", class: name = "" }) {
  const typed = useRef(null);
  const [, changed] = useReducer((count) => count + 1, 0);
  const type = (text) => {
    typed.current = text;
    changed();
  };
  const finish = () => {
    const text = typed.current;
    type(null);
    if (text !== null && text !== value) onSet(text);
  };
  return html`
    <input class="field ${name}" type="text" inputmode=${inputmode} aria-label=${label} value=${typed.current ?? value} autocomplete="off" spellcheck="false"
      onFocus=${(event) => event.target.select()}
      onInput=${(event) => type(event.target.value)}
      onBlur=${finish}
      onKeyDown=${(event) => {
        // The Enter that ends the composition of a letter is not the end of the text.
        if (event.isComposing) return event.stopPropagation();
        // The name that is being typed is saved too.
        if (isSave(event)) return finish();
        event.stopPropagation();
        if (event.key === "Escape") type(null);
        if (event.key === "Enter" || event.key === "Escape") event.target.blur();
      }} />
  `;
}
