import { html } from "../lib/standalone.module.js";
import { useAddresses, useSubscription } from "../session/hooks.js";
import { deleteShown, move } from "../session/move.js";
import { session } from "../session/store.js";
import { ColourPicker } from "./colour-picker.js";
import { TextField } from "./text-field.js";
import { MoveButtons } from "./move-buttons.js";
import { NumberField } from "./number-field.js";
import { SceneAssignment } from "./scene-assignment.js";

/** Everything about one scene. */
export function SceneEditor({ scene }) {
  const at = `/scene/${scene}`;
  useSubscription(`${at}/assign`);
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
    ${tracks.map((track) => html`<${SceneAssignment} key=${track} scene=${scene} track=${track} />`)}
    <div class="actions">
      <${MoveButtons} what="the scene" position=${scene} count=${count} onMove=${(to) => move(at, to, { kind: "scene", scene: to })} />
      <button class="tool" onClick=${() => session.send(`${at}/duplicate`)}>Duplicate</button>
      <button class="tool danger" onClick=${() => deleteShown(at)}>Delete</button>
    </div>
  `;
}
