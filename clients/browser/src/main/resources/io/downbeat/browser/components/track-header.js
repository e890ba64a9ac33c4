import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { trackColour } from "../session/colours.js";
import { dragSource } from "../session/dragging.js";
import { togglePanel, useView } from "../session/view.js";
import { Icon } from "./icon.js";

/** The head of a column. A press opens the track's parameters; while editing, a drag moves it. */
export function TrackHeader({ track }) {
  const at = `/track/${track}`;
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/dirty`, `${at}/safe`);
  const name = store.value(`${at}/name`, "");
  const dirty = store.value(`${at}/dirty`, 0) > 0;
  const safe = store.value(`${at}/safe`, 0) > 0;
  const { editing, panel } = useView();
  const open = panel?.kind === "track" && panel.track === track;
  return html`
    <th class="track" scope="col" style=${{ "--colour": trackColour(store.value(`${at}/color`, ""), track) }}>
      <button class="track-name ${open ? "open" : ""} ${editing ? "editing" : ""}" data-cell=${`0:${track}`} data-track=${track} aria-expanded=${open ? "true" : "false"}
        aria-label="${name}: parameters${dirty ? ", values differ from the clip" : ""}${safe ? ", safe" : ""}" ...${editing ? dragSource("/track", track) : {}}
        onClick=${() => togglePanel({ kind: "track", track })}>
        <span class="name" dir="auto">${name}</span>
        ${safe && html`<span class="badge" aria-hidden="true">safe</span>`}
        ${dirty && html`<span class="dirty-dot" aria-hidden="true" title="Values differ from the clip"></span>`}
        <${Icon} name="faders" />
      </button>
    </th>
  `;
}
