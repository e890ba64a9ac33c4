import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { trackColour } from "../session/colours.js";
import { deleteShown, move } from "../session/move.js";
import { useView } from "../session/view.js";
import { CheckBox } from "./check-box.js";
import { ColourPicker } from "./colour-picker.js";
import { TextField } from "./field.js";
import { MoveButtons } from "./move-buttons.js";
import { NodeParameters } from "./node-parameters.js";

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

function TrackEditor({ track, colour, nodes }) {
  const at = `/track/${track}`;
  const store = useAddresses(`${at}/name`, "/node/list", "/track/count");
  const count = store.value("/track/count", 0);
  return html`
    <h3>Edit the track</h3>
    <label class="labelled"><span>Name</span><${TextField} label="Name of the track" value=${store.value(`${at}/name`, "")} onSet=${(name) => session.send(`${at}/name`, name)} /></label>
    <${ColourPicker} label="Colour of the track" value=${colour} onSet=${(chosen) => session.send(`${at}/color`, chosen)} />
    <h3>Nodes</h3>
    <div class="node-choice">
      ${store.all("/node/list").filter((id) => id !== "").map((id) => html`
        <${CheckBox} key=${id} label=${id} value=${nodes.includes(id)} onSet=${(on) => session.send(`${at}/${on ? "assign" : "unassign"}`, id)} />
      `)}
    </div>
    <div class="actions">
      <${MoveButtons} what="the track" words=${["←", "→"]} position=${track} count=${count} onMove=${(to) => move(at, to, { kind: "track", track: to })} />
      <button class="tool" onClick=${() => session.send("/track/add")}>+ New track</button>
      <button class="tool danger" onClick=${() => deleteShown(at)}>Delete track</button>
    </div>
  `;
}
