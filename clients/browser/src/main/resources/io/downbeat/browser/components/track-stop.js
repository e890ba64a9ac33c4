import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { usePress } from "../session/launch-press.js";
import { Icon } from "./icon.js";

/** Stops a track at the boundary. */
export function TrackStop({ track, row }) {
  const at = `/track/${track}`;
  const store = useAddresses(`${at}/active`, `${at}/queued`, `${at}/name`);
  const press = usePress(() => session.send(`${at}/stop`));
  const stopping = store.value(`${at}/queued`, 0) === -1;
  const idle = store.value(`${at}/active`, 0) === 0 && store.value(`${at}/queued`, 0) === 0;
  return html`
    <td class="stop-cell"><button class="stop ${stopping ? "stopping" : ""} ${idle ? "idle" : ""}" data-cell=${`${row}:${track}`}
      aria-label="Stop ${store.value(`${at}/name`, "")}${stopping ? ", queued" : ""}" ...${press}><${Icon} name="stop" /></button></td>
  `;
}
