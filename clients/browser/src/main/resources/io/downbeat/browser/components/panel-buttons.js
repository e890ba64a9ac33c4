import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { readClients } from "../session/surfaces.js";
import { togglePanel, useView } from "../session/view.js";
import { Icon } from "./icon.js";

/** Opens and closes the panels. */
export function PanelButtons() {
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
