import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Choice } from "./choice.js";

/** Which clip of a track a scene launches. */
export function SceneAssignment({ scene, track }) {
  const at = `/track/${track}`;
  const assigned = `/scene/${scene}/assign/${track}`;
  const clips = useAddresses(`${at}/clip/count`).value(`${at}/clip/count`, 0);
  const names = Array.from({ length: clips }, (_, index) => `${at}/clip/${index + 1}/name`);
  const store = useAddresses(`${at}/name`, assigned, ...names);
  const clip = store.value(assigned);
  if (clip === undefined) return null;
  const words = [[0, "leaves the track alone"], ...names.map((address, index) => [index + 1, `${index + 1} ${store.value(address, "")}`])];
  return html`<${Choice} label=${store.value(`${at}/name`, "")} value=${clip} words=${words} onSet=${(chosen) => session.send(assigned, Number(chosen))} />`;
}
