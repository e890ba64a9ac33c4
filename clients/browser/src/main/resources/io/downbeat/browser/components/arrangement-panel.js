import { html, useRef } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { QUANTIZE, RECORD_MODE } from "../session/words.js";
import { readTimeline } from "../arrangement/timeline.js";
import { svgFile } from "../arrangement/svg-file.js";
import { CheckBox } from "./check-box.js";
import { Choice } from "./choice.js";
import { NumberField } from "./field.js";
import { Icon } from "./icon.js";
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
    <${Settings} />
  `;
}

function RecordAndPlay() {
  const store = useAddresses("/record", "/record/status", "/arrangement/playing", "/arrangement/length");
  const on = store.value("/record", 0) > 0;
  const status = store.value("/record/status", "off");
  const playing = store.value("/arrangement/playing", 0) > 0;
  const empty = store.value("/arrangement/length", 0) === 0;
  return html`
    <div class="tools" role="group" aria-label="Recording and playback">
      <button class="tool record ${on ? "on" : ""} ${status === "recording" ? "recording" : ""}" aria-pressed=${on ? "true" : "false"} onClick=${() => session.send("/record", on ? 0 : 1)}>
        <${Icon} name="record" />${status === "recording" ? "Recording" : status === "armed" ? "Armed" : "Record"}</button>
      <button class="tool ${playing ? "on" : ""}" disabled=${empty && !playing} aria-label=${playing ? "Stop the arrangement" : "Play the arrangement"}
        onClick=${() => session.send(playing ? "/arrangement/stop" : "/arrangement/play")}><${Icon} name=${playing ? "stop" : "play"} /></button>
      <button class="tool" disabled=${empty} aria-label="To the start of the arrangement" onClick=${() => session.send("/arrangement/position", 0)}><${Icon} name="start" /></button>
      <button class="tool" disabled=${!playing} title="Tracks that were launched by hand follow the arrangement again" onClick=${() => session.send("/arrangement/return")}>Return</button>
    </div>
  `;
}

/** While a take is recorded, the picture still shows what was there before. */
function TakeNote() {
  const store = useAddresses("/record/status", "/arrangement/position");
  if (store.value("/record/status") !== "recording") return null;
  return html`<p class="take-note"><b>Recording at beat ${Math.floor(store.value("/arrangement/position", 0))}.</b> The take appears when it ends.</p>`;
}

function SaveTools() {
  const store = useAddresses("/arrangement/length", "/session/name");
  const empty = store.value("/arrangement/length", 0) === 0;
  const name = store.value("/session/name", "") || "arrangement";
  return html`
    <div class="tools" role="group" aria-label="Files">
      <button class="tool" disabled=${empty} title="The picture as an SVG file, from this page" onClick=${() => savePicture(name)}>Save picture</button>
      <button class="tool" disabled=${empty} title="A MIDI file and a JSON file, into the folder of the session" onClick=${() => session.send("/arrangement/export", name)}>Export MIDI</button>
    </div>
  `;
}

/** Hands the picture to the browser as a file. */
function savePicture(name) {
  const url = URL.createObjectURL(new Blob([svgFile(name, readTimeline(session))], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function Settings() {
  const store = useAddresses("/record/mode", "/record/quantize", "/arrangement/position", "/arrangement/length", "/arrangement/loop", "/arrangement/loop/range");
  const length = store.value("/arrangement/length", 0);
  const loop = store.value("/arrangement/loop", 0) > 0;
  const [from = 0, to = 0] = store.all("/arrangement/loop/range");
  return html`
    <details class="arrangement-settings"><summary>Position, loop, takes, clear</summary><div>
      <label class="labelled"><span>Position, of ${length.toFixed(1)} beats</span><${NumberField} label="Position of the arrangement in beats" value=${store.value("/arrangement/position", 0)} onSet=${(beats) => session.send("/arrangement/position", beats)} /></label>
      <${CheckBox} label="Loop" value=${loop} onSet=${(on) => session.send("/arrangement/loop", on ? 1 : 0)} />
      <label class="labelled"><span>from beat</span><${NumberField} label="Start of the loop in beats" value=${from} onSet=${(beats) => session.send("/arrangement/loop/range", beats, to)} /></label>
      <label class="labelled"><span>to beat</span><${NumberField} label="End of the loop in beats" value=${to} onSet=${(beats) => session.send("/arrangement/loop/range", from, beats)} /></label>
      <${Choice} label="A take" value=${store.value("/record/mode", "new")} words=${RECORD_MODE} onSet=${(mode) => session.send("/record/mode", mode)} />
      <${Choice} label="Move launches to" value=${store.value("/record/quantize", "instant")} words=${QUANTIZE} onSet=${(grid) => session.send("/record/quantize", grid)} />
      <button class="tool danger" disabled=${length === 0} onClick=${() => session.send("/arrangement/clear")}>Clear</button>
    </div></details>
  `;
}
