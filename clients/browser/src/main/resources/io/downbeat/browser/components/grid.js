import { html, useRef } from "../lib/standalone.module.js";
import { useGridWindow } from "../session/grid-window.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { ClipCell } from "./clip-cell.js";
import { Corner } from "./corner.js";
import { EmptyGrid } from "./empty-grid.js";
import { NewScene } from "./new-scene.js";
import { SceneHeader } from "./scene-header.js";
import { TrackHeader } from "./track-header.js";
import { TrackStop } from "./track-stop.js";

/** Tracks as columns, clips as cells, scenes as rows. The arrow keys move between its buttons. */
export function Grid() {
  const tracks = useAddresses("/track/count").value("/track/count", 0);
  const clipCounts = useClipCounts(tracks);
  const scenes = useAddresses("/scene/count").value("/scene/count", 0);
  // One row more than scenes and clips: its cells capture the active clips and the live values.
  const rows = Math.max(scenes + 1, ...clipCounts.map((count) => count + 1));
  const columns = Array.from({ length: tracks }, (_, index) => index + 1);
  const { scroller, part } = useGridWindow(rows, tracks);
  const cells = useRows(rows, scenes, columns, part);
  if (tracks === 0) return html`<${EmptyGrid} />`;
  return html`
    <div ref=${scroller} class="grid-scroller" tabindex="-1">
      <table class="grid" role="grid" style=${{ "--rows": rows }} aria-label="Clips" aria-colcount=${tracks + 1} aria-rowcount=${rows + 2}>
        <thead>
          <tr>
            <${Corner} />
            ${columns.map((track) => html`<${TrackHeader} key=${track} track=${track} />`)}
          </tr>
        </thead>
        <tbody>
          ${cells}
        </tbody>
        <tfoot>
          <tr>
            <th class="scene stop-all" scope="row"><button class="stop" data-cell=${`${rows + 1}:0`} aria-label="Stop all tracks"
              onClick=${() => session.send("/clip/stopall")}>Stop all</button></th>
            ${columns.map((track) => html`<${TrackStop} key=${track} track=${track} row=${rows + 1} />`)}
          </tr>
        </tfoot>
      </table>
    </div>
  `;
}

/**
 * The rows. One that is the same as before is taken again, so that an edit renders only the cells of
 * its track, and scrolling only what comes into sight. Every cell is in the document, and has
 * something in it only in the part that is rendered: what is not replaced is not moved, and keeps
 * the focus.
 */
function useRows(rows, scenes, columns, { firstRow, endRow, firstColumn, endColumn }) {
  const kept = useRef([]);
  const header = (index) =>
    index < scenes ? html`<${SceneHeader} scene=${index + 1} />` : index === scenes ? html`<${NewScene} />` : html`<td class="scene none"></td>`;
  const cell = (index, track, isRendered) =>
    html`<td key=${track} class=${isRendered ? "" : "unrendered"}>${isRendered && html`<${ClipCell} track=${track} clip=${index + 1} />`}</td>`;
  const row = (index, first, end) => html`
    <tr key=${index}>
      ${header(index)}
      ${columns.map((track) => cell(index, track, track > first && track <= end))}
    </tr>
  `;
  const keptRow = (index) => {
    const isRendered = index >= firstRow && index < endRow;
    const [first, end] = isRendered ? [firstColumn, endColumn] : [0, 0];
    const look = [first, end, columns.length, Math.sign(index - scenes)].join();
    if (kept.current[index]?.look !== look) kept.current[index] = { look, row: row(index, first, end) };
    return kept.current[index].row;
  };
  return Array.from({ length: rows }, (_, index) => keptRow(index));
}

function useClipCounts(tracks) {
  const addresses = Array.from({ length: tracks }, (_, index) => `/track/${index + 1}/clip/count`);
  const store = useAddresses(...addresses);
  return addresses.map((address) => store.value(address, 0));
}
