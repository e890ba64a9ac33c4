import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { deleteShown, move } from "../session/move.js";
import { Choice } from "./choice.js";
import { ColourPicker } from "./colour-picker.js";
import { NumberField, TextField } from "./field.js";
import { MoveButtons } from "./move-buttons.js";

/** Everything about one scene. */
export function SceneEditor({ scene }) {
  const at = `/scene/${scene}`;
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/tempo`, "/scene/count", "/track/count");
  const count = store.value("/scene/count", 0);
  if (scene > count) return html`<p>This scene is gone.</p>`;
  const tracks = Array.from({ length: store.value("/track/count", 0) }, (_, index) => index + 1);
  const set = (part) => (value) => session.send(`${at}/${part}`, value);
  return html`
    <label class="labelled"><span>Name</span><${TextField} label="Name of the scene" value=${store.value(`${at}/name`, "")} onSet=${set("name")} /></label>
    <${ColourPicker} label="Colour of the scene" value=${store.value(`${at}/color`, "")} onSet=${set("color")} />
    <div class="actions">
      <button class="tool primary" onClick=${() => session.send(`${at}/launch`)}>Launch</button>
      <button class="tool" onClick=${() => session.send(`${at}/update`)}>Take the active clips</button>
    </div>
    <label class="labelled"><span>Tempo, 0: keep</span><${NumberField} label="Tempo of the scene" value=${store.value(`${at}/tempo`, 0)} onSet=${set("tempo")} /></label>
    <h3>Clips</h3>
    ${tracks.map((track) => html`<${Assignment} key=${track} scene=${scene} track=${track} />`)}
    <div class="actions">
      <${MoveButtons} what="the scene" position=${scene} count=${count} onMove=${(to) => move(at, to, { kind: "scene", scene: to })} />
      <button class="tool" onClick=${() => session.send(`${at}/duplicate`)}>Duplicate</button>
      <button class="tool danger" onClick=${() => deleteShown(at)}>Delete</button>
    </div>
  `;
}

function Assignment({ scene, track }) {
  const at = `/track/${track}`;
  const assigned = `/scene/${scene}/assign/${track}`;
  const clips = useAddresses(`${at}/clip/count`).value(`${at}/clip/count`, 0);
  const names = Array.from({ length: clips }, (_, index) => `${at}/clip/${index + 1}/name`);
  const store = useAddresses(`${at}/name`, assigned, ...names);
  const words = [[0, "leaves the track alone"], ...names.map((address, index) => [index + 1, `${index + 1} ${store.value(address, "")}`])];
  return html`<${Choice} label=${store.value(`${at}/name`, "")} value=${store.value(assigned, 0)} words=${words} onSet=${(clip) => session.send(assigned, Number(clip))} />`;
}
