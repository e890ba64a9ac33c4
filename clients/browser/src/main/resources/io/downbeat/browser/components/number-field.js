import { html } from "../lib/standalone.module.js";
import { TextField } from "./text-field.js";

/** A number that is typed. It shows what the daemon says, except while it is being typed. */
export function NumberField({ label, value, digits = 2, onSet, ...rest }) {
  const shown = String(Number(Number(value).toFixed(digits)));
  return html`<${TextField} ...${rest} label=${label} value=${shown} inputmode="decimal"
    onSet=${(text) => {
      const number = Number(text.replace(",", "."));
      if (text.trim() !== "" && Number.isFinite(number)) onSet(number);
    }} />`;
}
