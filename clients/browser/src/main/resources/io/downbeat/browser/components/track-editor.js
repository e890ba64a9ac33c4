import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { deleteShown, move } from "../session/move.js";
import { session } from "../session/store.js";
import { CheckBox } from "./check-box.js";
import { ColourPicker } from "./colour-picker.js";
import { TextField } from "./text-field.js";
import { MoveButtons } from "./move-buttons.js";

/** Name, colour, nodes and place of a track. */
export function TrackEditor({ track, colour, nodes }) {
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
