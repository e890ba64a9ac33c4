import { html } from "../lib/standalone.module.js";
import { EditTools } from "./edit-tools.js";
import { ListenSwitch } from "./listen-switch.js";
import { PanelButtons } from "./panel-buttons.js";
import { PlayButton } from "./play-button.js";
import { Position } from "./position.js";
import { Quantize } from "./quantize.js";
import { RecordButton } from "./record-button.js";
import { Tempo } from "./tempo.js";

/** The bar at the top: transport, position, tempo, quantization, edits. */
export function TransportBar() {
  return html`
    <header class="transport" aria-label="Transport">
      <${PlayButton} />
      <${Position} />
      <${Tempo} />
      <${Quantize} />
      <${RecordButton} />
      <${ListenSwitch} />
      <${EditTools} />
      <${PanelButtons} />
    </header>
  `;
}
