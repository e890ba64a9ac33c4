import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Icon } from "./icon.js";

/** The + below the last scene: it captures the active clips. */
export function NewScene() {
  const row = useAddresses("/scene/count").value("/scene/count", 0) + 1;
  return html`
    <th class="scene capture"><button class="capture-button" data-cell=${`${row}:0`} aria-label="Save the active clips as a new scene"
      onClick=${() => session.send("/scene/add")}><${Icon} name="plus" /></button></th>
  `;
}
