import { html } from "../lib/standalone.module.js";
import { useBlink } from "../session/blink.js";
import { inkOn, trackColour } from "../session/colours.js";
import { editPress } from "../session/dragging.js";
import { useAddresses } from "../session/hooks.js";
import { useLaunchPress } from "../session/launch-press.js";
import { show, useView } from "../session/view.js";
import { STATE } from "../session/words.js";
import { ClipProgress } from "./clip-progress.js";
import { Countdown } from "./countdown.js";
import { Icon } from "./icon.js";

/** What a screen reader says of each state. */
const SPOKEN = ["empty", "stored", "queued", "playing", "stop queued"];

/** The button of a clip that is there. */
export function StoredClip({ track, clip }) {
  const of = `/track/${track}`;
  const at = `${of}/clip/${clip}`;
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/state`, `${of}/color`, `${at}/mode`, `${of}/name`);
  const state = store.value(`${at}/state`, STATE.EMPTY);
  const name = store.value(`${at}/name`, "");
  const mode = store.value(`${at}/mode`, "trigger");
  const colour = store.value(`${at}/color`, "") || trackColour(store.value(`${of}/color`, ""), track);
  const waits = state === STATE.QUEUED || state === STATE.STOPPING;
  const blink = useBlink(waits);
  const { editing, panel } = useView();
  const open = panel?.kind === "clip" && panel.track === track && panel.clip === clip;
  const edit = () => show({ panel: { kind: "clip", track, clip } });
  const launch = useLaunchPress(at, mode, !editing, edit);
  const press = editing ? editPress(edit, `${of}/clip`, clip) : launch;
  return html`
    <button ref=${blink} style=${{ "--colour": colour, "--ink": inkOn(colour) }} class="clip-button ${SPOKEN[state].replace(" ", "-")} ${open ? "open" : ""} ${editing ? "editing" : ""}" data-cell=${`${clip}:${track}`}
      data-track=${track} data-clip=${clip} aria-label="${name}, ${store.value(`${of}/name`, "")}, ${SPOKEN[state]}" ...${press}>
      <span class="state-mark" aria-hidden="true"><${Icon} name=${state === STATE.STOPPING ? "stop" : "play"} /></span>
      <span class="name" dir="auto">${name}</span>
      ${mode !== "trigger" && html`<span class="badge" aria-hidden="true">${mode}</span>`}
      ${waits && html`<${Countdown} address=${`${of}/countdown`} />`}
      ${state === STATE.ACTIVE && html`<${ClipProgress} address=${`${at}/progress`} />`}
    </button>
  `;
}
