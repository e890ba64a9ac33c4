import { html } from "../lib/standalone.module.js";
import { trackColour } from "../session/colours.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { useView } from "../session/view.js";
import { NodeParameters } from "./node-parameters.js";
import { TrackEditor } from "./track-editor.js";

/** The parameters of a track's nodes; while editing, also the track itself. */
export function TrackPanel({ track }) {
  const at = `/track/${track}`;
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/nodes`, `${at}/dirty`, `${at}/active`, `${at}/safe`, "/track/count");
  const { editing } = useView();
  if (track > store.value("/track/count", 0)) return html`<p>This track is gone.</p>`;
  const nodes = store.all(`${at}/nodes`).filter((id) => id !== "");
  const active = store.value(`${at}/active`, 0);
  const dirty = store.value(`${at}/dirty`, 0) > 0;
  const safe = store.value(`${at}/safe`, 0) > 0;
  const colour = trackColour(store.value(`${at}/color`, ""), track);
  return html`
    <p class="where" style=${{ "--colour": colour }}><span class="colour-mark"></span>${store.value(`${at}/name`, "")}</p>
    <div class="actions">
      <button class="tool" onClick=${() => session.send(`${at}/clip/add`)}>+ New clip</button>
      <button class="tool ${dirty ? "on" : ""}" disabled=${active === 0} onClick=${() => session.send(`${at}/clip/${active}/update`)}>Update clip</button>
      <button class="tool" disabled=${!dirty} onClick=${() => session.send(`${at}/revert`)}>Revert</button>
      <button class="tool ${safe ? "on" : ""}" aria-pressed=${safe ? "true" : "false"} title="Scenes and cues leave a safe track alone"
        onClick=${() => session.send(`${at}/safe`, safe ? 0 : 1)}>Safe</button>
    </div>
    ${nodes.map((node) => html`<${NodeParameters} key=${node} node=${node} colour=${colour} />`)}
    ${nodes.length === 0 && html`<p class="quiet">No node belongs to this track yet. ${editing ? "" : "Press Edit to assign some."}</p>`}
    ${editing && html`<${TrackEditor} track=${track} colour=${colour} nodes=${nodes} />`}
  `;
}
