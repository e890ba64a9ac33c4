import { html } from "../lib/standalone.module.js";
import { show } from "../session/view.js";
import { ArrangementPanel } from "./arrangement-panel.js";
import { ClipEditor } from "./clip-editor.js";
import { CuePanel } from "./cue-panel.js";
import { Icon } from "./icon.js";
import { SceneEditor } from "./scene-editor.js";
import { SystemPanel } from "./system-panel.js";
import { TrackPanel } from "./track-panel.js";

const PANELS = {
  track: { title: "Track", component: TrackPanel },
  clip: { title: "Clip", component: ClipEditor },
  scene: { title: "Scene", component: SceneEditor },
  cues: { title: "Cue lists", component: CuePanel },
  arrangement: { title: "Arrangement", component: ArrangementPanel, wide: true },
  system: { title: "Clock and clients", component: SystemPanel },
};

/** Whether what the drawer shows needs the whole width: then it lies below the grid. */
export function isWide(panel) {
  return panel !== null && PANELS[panel.kind].wide === true;
}

/** The drawer beside the grid, below it on a small screen. */
export function Drawer({ panel }) {
  const { title, component } = PANELS[panel.kind];
  return html`
    <aside class="drawer" aria-label=${title}>
      <div class="drawer-head">
        <h2>${title}</h2>
        <button class="tool small" aria-label="Close" title="Escape" onClick=${() => show({ panel: null })}><${Icon} name="close" /></button>
      </div>
      <div class="drawer-body"><${component} key=${JSON.stringify(panel)} ...${panel} /></div>
    </aside>
  `;
}
