import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useValue } from "../session/hooks.js";
import { QUANTIZE } from "../session/words.js";
import { Choice } from "./choice.js";

/** The grid that launches wait for. */
export function Quantize() {
  const value = useValue("/quantize", "instant");
  return html`<${Choice} class="quantize" title="q, shift-q" label="Quantize" value=${value} words=${QUANTIZE} onSet=${(word) => session.send("/quantize", word)} />`;
}
