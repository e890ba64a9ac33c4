import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";

/** What stands in place of the grid of a session without tracks. */
export function EmptyGrid() {
  const connected = useAddresses("status").status === "connected";
  return html`
    <div class="empty-grid">
      ${connected && html`<p>This session has no tracks.</p><button class="tool primary" onClick=${() => session.send("/track/add")}>+ New track</button>`}
    </div>
  `;
}
