import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { Icon } from "./icon.js";

/** One refusal or answer of the daemon. */
export function Notice({ event }) {
  const good = event.code === "done";
  return html`
    <div class="notice ${good ? "good" : "bad"}">
      <p>${!good && html`<b>${event.code}</b>`} ${event.text} ${!good && html`<code>${event.address}</code>`}</p>
      <button class="tool small" aria-label="Close this message" onClick=${() => session.dismiss(event.id)}><${Icon} name="close" /></button>
    </div>
  `;
}
