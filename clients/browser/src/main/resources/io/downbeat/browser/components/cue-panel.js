import { html, useState } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { useView } from "../session/view.js";
import { Choice } from "./choice.js";
import { CueList } from "./cue-list.js";

/** The cue lists: one at a time, with its standby step and a large Go. */
export function CuePanel() {
  const count = useAddresses("/cue/count").value("/cue/count", 0);
  const [chosen, setChosen] = useState(1);
  const cue = Math.min(chosen, count);
  const names = Array.from({ length: count }, (_, index) => `/cue/${index + 1}/name`);
  const store = useAddresses(...names);
  const { editing } = useView();
  return html`
    ${count > 1 && html`<${Choice} label="Cue list" value=${cue} words=${names.map((address, index) => [index + 1, store.value(address, "")])} onSet=${(position) => setChosen(Number(position))} />`}
    ${count > 0 ? html`<${CueList} key=${cue} cue=${cue} editing=${editing} />` : html`<p class="quiet">No cue list yet.</p>`}
    ${editing && html`<div class="actions"><button class="tool" onClick=${() => session.send("/cue/add")}>+ New cue list</button></div>`}
  `;
}
