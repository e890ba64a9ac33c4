import { html, useRef } from "../lib/standalone.module.js";
import { ArrangementSettings } from "./arrangement-settings.js";
import { RecordAndPlay } from "./record-and-play.js";
import { SaveTools } from "./save-tools.js";
import { TakeNote } from "./take-note.js";
import { Timeline } from "./timeline.js";

/** Recording into the arrangement, its picture, and playing it. */
export function ArrangementPanel() {
  const zoom = useRef(null);
  return html`
    <div class="arrangement-tools">
      <${RecordAndPlay} />
      <div class="tools" role="group" aria-label="Zoom">
        <button class="tool small" aria-label="Zoom out" title="-" onClick=${() => zoom.current.by(1 / 2)}>−</button>
        <button class="tool" aria-label="Show the whole arrangement" title="0" onClick=${() => zoom.current.fit()}>All</button>
        <button class="tool small" aria-label="Zoom in" title="+" onClick=${() => zoom.current.by(2)}>+</button>
      </div>
      <${SaveTools} />
    </div>
    <${TakeNote} />
    <${Timeline} zoom=${zoom} />
    <${ArrangementSettings} />
  `;
}
