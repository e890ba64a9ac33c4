import { html } from "../lib/standalone.module.js";
import { useValue } from "../session/hooks.js";
import { CaptureCell } from "./capture-cell.js";
import { StoredClip } from "./stored-clip.js";

/** What is in the cell of a clip. A press launches it; while editing, a press opens its editor and a drag moves it. */
export function ClipCell({ track, clip }) {
  const count = useValue(`/track/${track}/clip/count`, 0);
  if (clip === count + 1) return html`<${CaptureCell} track=${track} clip=${clip} />`;
  if (clip > count) return html`<span class="blank"></span>`;
  return html`<${StoredClip} track=${track} clip=${clip} />`;
}
