import { html } from "../lib/standalone.module.js";

/** Says that the page has no connection. */
export function ConnectionNotice({ status }) {
  return html`
    <p class="connection-notice ${status}" role="alert">
      ${status === "lost" ? "Not connected. What you see may be old. Trying again…" : "Connecting to Downbeat…"}
    </p>
  `;
}
