import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses, useValue } from "../session/hooks.js";
import { inkOn, trackColour } from "../session/colours.js";
import { show, useView } from "../session/view.js";
import { STATE } from "../session/words.js";
import { dragSource } from "../session/dragging.js";
import { useLaunchPress } from "../session/launch-press.js";
import { useBlink } from "../session/blink.js";
import { Icon } from "./icon.js";

/** What a screen reader says of each state. */
const SPOKEN = ["empty", "stored", "queued", "playing", "stop queued"];

/** A clip. A press launches it; while editing, a press opens its editor and a drag moves it. */
export function ClipCell({ track, clip }) {
  const count = useValue(`/track/${track}/clip/count`, 0);
  if (clip === count + 1) return html`<${CaptureCell} track=${track} clip=${clip} />`;
  if (clip > count) return html`<td class="clip blank"></td>`;
  return html`<${StoredClip} track=${track} clip=${clip} />`;
}

function StoredClip({ track, clip }) {
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
  const launch = useLaunchPress(at, mode, !editing);
  const press = editing
    ? { onClick: () => show({ panel: { kind: "clip", track, clip } }), ...dragSource(`${of}/clip`, clip) }
    : launch;
  return html`
    <td class="clip" style=${{ "--colour": colour, "--ink": inkOn(colour) }}>
      <button ref=${blink} class="clip-button ${SPOKEN[state].replace(" ", "-")} ${open ? "open" : ""} ${editing ? "editing" : ""}" data-cell=${`${clip}:${track}`}
        data-track=${track} data-clip=${clip} aria-label="${name}, ${store.value(`${of}/name`, "")}, ${SPOKEN[state]}" ...${press}
        onContextMenu=${(event) => {
          event.preventDefault();
          show({ panel: { kind: "clip", track, clip } });
        }}>
        <span class="state-mark" aria-hidden="true"><${Icon} name=${state === STATE.STOPPING ? "stop" : "play"} /></span>
        <span class="name">${name}</span>
        ${mode !== "trigger" && html`<span class="badge" aria-hidden="true">${mode}</span>`}
        ${waits && html`<${Countdown} address=${`${of}/countdown`} />`}
        ${state === STATE.ACTIVE && html`<${Progress} address=${`${at}/progress`} />`}
      </button>
    </td>
  `;
}

/** Beats to the boundary. */
export function Countdown({ address }) {
  const beats = useAddresses(address).value(address, -1);
  if (beats < 0) return null;
  return html`<span class="countdown" aria-hidden="true">${Math.max(1, Math.ceil(beats - 0.001))}</span>`;
}

function Progress({ address }) {
  const part = useAddresses(address).value(address, 0);
  if (part <= 0 || part >= 1) return null;
  return html`<span class="progress" role="progressbar" aria-label="Transition" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(part * 100)}><span style=${{ transform: `scaleX(${part})` }}></span></span>`;
}

/** The + below the last clip of a track: it captures the live values. */
function CaptureCell({ track, clip }) {
  const name = useAddresses(`/track/${track}/name`).value(`/track/${track}/name`, "");
  return html`
    <td class="clip capture"><button class="capture-button" data-cell=${`${clip}:${track}`} aria-label="Save the live values of ${name} as a new clip"
      onClick=${() => session.send(`/track/${track}/clip/add`)}><${Icon} name="plus" /></button></td>
  `;
}
