import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Icon } from "./icon.js";

/** The + below the last clip of a track: it captures the live values. */
export function CaptureCell({ track, clip }) {
  const name = useAddresses(`/track/${track}/name`).value(`/track/${track}/name`, "");
  return html`
    <button class="capture-button" data-cell=${`${clip}:${track}`} aria-label="Save the live values of ${name} as a new clip"
      onClick=${() => session.send(`/track/${track}/clip/add`)}><${Icon} name="plus" /></button>
  `;
}
