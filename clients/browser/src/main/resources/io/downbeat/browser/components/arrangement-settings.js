import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { QUANTIZE, RECORD_MODE } from "../session/words.js";
import { CheckBox } from "./check-box.js";
import { Choice } from "./choice.js";
import { NumberField } from "./number-field.js";

/** The position, the loop, and how takes are recorded. */
export function ArrangementSettings() {
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
