import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { QUANTIZE, RECORD_MODE } from "../session/words.js";
import { Choice, NumberField } from "./field.js";

/** Recording into the arrangement, and playing it. */
export function ArrangementPanel() {
  const store = useAddresses("/record", "/record/status", "/record/mode", "/record/quantize", "/arrangement/playing", "/arrangement/position", "/arrangement/length", "/arrangement/loop", "/arrangement/loop/range", "/session/name");
  const on = store.value("/record", 0) > 0;
  const playing = store.value("/arrangement/playing", 0) > 0;
  const position = store.value("/arrangement/position", 0);
  const length = store.value("/arrangement/length", 0);
  const loop = store.value("/arrangement/loop", 0) > 0;
  const [from = 0, to = 0] = store.all("/arrangement/loop/range");
  return html`
    <div class="actions">
      <button class="tool record ${on ? "on" : ""}" aria-pressed=${on ? "true" : "false"} onClick=${() => session.send("/record", on ? 0 : 1)}>Record</button>
      <span class="quiet">${store.value("/record/status", "off")}</span>
    </div>
    <${Choice} label="A take" value=${store.value("/record/mode", "new")} words=${RECORD_MODE} onSet=${(mode) => session.send("/record/mode", mode)} />
    <${Choice} label="Move launches to" value=${store.value("/record/quantize", "instant")} words=${QUANTIZE} onSet=${(grid) => session.send("/record/quantize", grid)} />
    <h3>Playback</h3>
    <div class="actions">
      <button class="tool ${playing ? "on" : ""}" onClick=${() => session.send(playing ? "/arrangement/stop" : "/arrangement/play")}>${playing ? "Stop" : "Play"}</button>
      <button class="tool" onClick=${() => session.send("/arrangement/position", 0)}>To the start</button>
      <button class="tool" onClick=${() => session.send("/arrangement/return")}>Return all tracks</button>
    </div>
    <div class="timeline" role="progressbar" aria-label="Position in the arrangement" aria-valuemin="0" aria-valuemax=${Math.round(length)} aria-valuenow=${Math.round(position)}>
      <span style=${{ transform: `scaleX(${length > 0 ? Math.min(position / length, 1) : 0})` }}></span>
    </div>
    <label class="labelled"><span>Position in beats, of ${length.toFixed(1)}</span><${NumberField} label="Position of the arrangement in beats" value=${position} onSet=${(beats) => session.send("/arrangement/position", beats)} /></label>
    <label class="check"><input type="checkbox" checked=${loop} onChange=${(event) => session.send("/arrangement/loop", event.target.checked ? 1 : 0)} /><span>Loop</span></label>
    <div class="pair">
      <label class="labelled"><span>from</span><${NumberField} label="Start of the loop in beats" value=${from} onSet=${(beats) => session.send("/arrangement/loop/range", beats, to)} /></label>
      <label class="labelled"><span>to</span><${NumberField} label="End of the loop in beats" value=${to} onSet=${(beats) => session.send("/arrangement/loop/range", from, beats)} /></label>
    </div>
    <div class="actions">
      <button class="tool" disabled=${length === 0} onClick=${() => session.send("/arrangement/export", store.value("/session/name", "") || "arrangement")}>Export</button>
      <button class="tool danger" disabled=${length === 0} onClick=${() => session.send("/arrangement/clear")}>Clear</button>
    </div>
  `;
}
