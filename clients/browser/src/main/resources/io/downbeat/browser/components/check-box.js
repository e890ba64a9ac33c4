import { html } from "../lib/standalone.module.js";

/** On or off. It shows what the daemon says, so a choice that is refused does not stand there. */
export function CheckBox({ label, value, onSet }) {
  return html`
    <label class="check"><input type="checkbox" checked=${value} onChange=${(event) => {
      onSet(event.target.checked);
      event.target.checked = value;
    }} /><span>${label}</span></label>
  `;
}
