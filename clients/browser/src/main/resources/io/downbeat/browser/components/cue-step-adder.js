import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Choice } from "./choice.js";

/** Adds a step to a cue list, and deletes the list. */
export function CueStepAdder({ at, cue }) {
  const scenes = useAddresses("/scene/count").value("/scene/count", 0);
  const names = Array.from({ length: scenes }, (_, index) => `/scene/${index + 1}/name`);
  const store = useAddresses(...names);
  const words = [[0, "choose a scene"], ...names.map((address, index) => [index + 1, store.value(address, "")])];
  return html`
    <${Choice} label="Add a step" value=${0} words=${words} onSet=${(scene) => Number(scene) > 0 && session.send(`${at}/step/add`, Number(scene))} />
    <div class="actions"><button class="tool danger" onClick=${() => session.send(`/cue/${cue}/delete`)}>Delete this cue list</button></div>
  `;
}
