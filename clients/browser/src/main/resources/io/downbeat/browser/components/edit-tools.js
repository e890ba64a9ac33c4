import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { show, useView } from "../session/view.js";
import { Icon } from "./icon.js";

/** Undo, redo, save, and editing on or off. */
export function EditTools() {
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
