import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses, useValue } from "../session/hooks.js";
import { readClients } from "../session/surfaces.js";
import { show, togglePanel, useView } from "../session/view.js";
import { Position } from "./position.js";
import { Tempo } from "./tempo.js";
import { Quantize } from "./quantize.js";
import { ListenSwitch } from "./listen-switch.js";
import { Icon } from "./icon.js";

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

function PlayButton() {
  const playing = useValue("/playing", 0) > 0;
  return html`
    <button class="tool play ${playing ? "on" : ""}" aria-label=${playing ? "Stop the transport" : "Play"}
      title="Space" onClick=${() => session.send(playing ? "/stop" : "/play")}>
      <${Icon} name=${playing ? "stop" : "play"} />
    </button>
  `;
}

function RecordButton() {
  const store = useAddresses("/record", "/record/status");
  const on = store.value("/record", 0) > 0;
  const recording = store.value("/record/status") === "recording";
  return html`
    <button class="tool record ${on ? "on" : ""} ${recording ? "recording" : ""}" aria-pressed=${on ? "true" : "false"}
      aria-label="Record into the arrangement" onClick=${() => session.send("/record", on ? 0 : 1)}>
      <${Icon} name="record" />
    </button>
  `;
}

function EditTools() {
  const store = useAddresses("/undo/name", "/redo/name", "/session/dirty");
  const undo = store.value("/undo/name", "");
  const redo = store.value("/redo/name", "");
  const dirty = store.value("/session/dirty", 0) > 0;
  const { editing } = useView();
  return html`
    <div class="tools" role="group" aria-label="Edit">
      <button class="tool" disabled=${!undo} aria-label=${undo ? `Undo: ${undo}` : "Undo"} title=${undo ? `Undo: ${undo} (z)` : "Nothing to undo"}
        onClick=${() => session.send("/undo")}><${Icon} name="undo" /></button>
      <button class="tool" disabled=${!redo} aria-label=${redo ? `Redo: ${redo}` : "Redo"} title=${redo ? `Redo: ${redo} (shift-z)` : "Nothing to redo"}
        onClick=${() => session.send("/redo")}><${Icon} name="redo" /></button>
      <button class="tool save ${dirty ? "dirty" : ""}" aria-label=${dirty ? "Save: there are edits that are not saved" : "Save"}
        title=${dirty ? "Save" : "All edits are saved"} onClick=${() => session.send("/session/save")}><${Icon} name="save" />
        ${dirty && html`<span class="dirty-dot" aria-hidden="true"></span>`}</button>
      <button class="tool ${editing ? "on" : ""}" aria-pressed=${editing ? "true" : "false"} aria-label="Edit: a press on a cell opens it"
        title="Edit (e)" onClick=${() => show({ editing: !editing })}><${Icon} name="edit" /></button>
    </div>
  `;
}

function PanelButtons() {
  const { panel } = useView();
  const { offered } = readClients(useAddresses("/clients/list").all("/clients/list"));
  const found = offered.length > 0 ? ": surfaces were found on the network" : "";
  const button = (kind, label, icon, mark = false) => html`
    <button class="tool ${panel?.kind === kind ? "on" : ""}" aria-label=${label} title=${label}
      aria-expanded=${panel?.kind === kind ? "true" : "false"} onClick=${() => togglePanel({ kind })}>
      <${Icon} name=${icon} />${mark && html`<span class="dirty-dot" aria-hidden="true"></span>`}
    </button>
  `;
  return html`
    <div class="tools" role="group" aria-label="Panels">
      ${button("cues", "Cue lists", "list")} ${button("arrangement", "Arrangement", "lanes")} ${button("system", `Clock and clients${found}`, "clock", found !== "")}
    </div>
  `;
}
