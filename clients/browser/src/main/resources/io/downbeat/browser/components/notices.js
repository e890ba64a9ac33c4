import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Notice } from "./notice.js";

/** At most so many at once; older ones make room. All are in the panel of clock and clients. */
const SHOWN_AT_ONCE = 3;

/** Refusals and answers of the daemon, for some seconds. */
export function Notices() {
  useAddresses("events");
  const shown = session.events.filter((event) => event.shown).slice(-SHOWN_AT_ONCE);
  return html`
    <div class="notices" role="log" aria-label="Messages of the daemon" aria-live="polite">
      ${shown.map((event) => html`<${Notice} key=${event.id} event=${event} />`)}
    </div>
  `;
}
