import { html } from "../lib/standalone.module.js";
import { useBlink } from "../session/blink.js";
import { editPress } from "../session/dragging.js";
import { useAddresses } from "../session/hooks.js";
import { usePress } from "../session/launch-press.js";
import { session } from "../session/store.js";
import { show, useView } from "../session/view.js";
import { Countdown } from "./countdown.js";
import { Icon } from "./icon.js";

const SPOKEN = ["empty", "stored", "queued", "playing"];

/** The launch button of a scene, at the start of its row. */
export function SceneHeader({ scene }) {
  const at = `/scene/${scene}`;
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/state`, `${at}/tempo`);
  const state = store.value(`${at}/state`, 0);
  const name = store.value(`${at}/name`, "");
  const tempo = store.value(`${at}/tempo`, 0);
  const blink = useBlink(state === 2);
  const { editing, panel } = useView();
  const open = panel?.kind === "scene" && panel.scene === scene;
  const edit = () => show({ panel: { kind: "scene", scene } });
  const launch = usePress(() => session.send(`${at}/launch`), edit);
  const press = editing ? editPress(edit, "/scene", scene) : launch;
  return html`
    <th class="scene" scope="row" style=${{ "--colour": store.value(`${at}/color`, "") || "#c9d1dc" }}>
      <button ref=${blink} class="scene-button ${SPOKEN[state]} ${open ? "open" : ""} ${editing ? "editing" : ""}" data-cell=${`${scene}:0`} data-scene=${scene}
        aria-label="Scene ${name}, ${SPOKEN[state]}" title=${scene <= 9 ? `Key ${scene}` : ""} ...${press}>
        <span class="state-mark" aria-hidden="true"><${Icon} name="play" /></span>
        <span class="name" dir="auto">${name}</span>
        ${tempo > 0 && html`<span class="badge">${tempo}</span>`}
        ${state === 2 && html`<${Countdown} address=${`${at}/countdown`} />`}
      </button>
    </th>
  `;
}
