import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { CueStepAdder } from "./cue-step-adder.js";
import { CueStep } from "./cue-step.js";
import { TextField } from "./text-field.js";

/** One cue list: its standby step, Go, and its steps. */
export function CueList({ cue, editing }) {
  const at = `/cue/${cue}`;
  const store = useAddresses(`${at}/name`, `${at}/next`, `${at}/next/name`, `${at}/step`, `${at}/step/count`, `${at}/remaining`);
  const count = store.value(`${at}/step/count`, 0);
  const next = store.value(`${at}/next`, 0);
  const remaining = store.value(`${at}/remaining`, -1);
  const steps = Array.from({ length: count }, (_, index) => index + 1);
  return html`
    ${editing
      ? html`<label class="labelled"><span>Name</span><${TextField} label="Name of the cue list" value=${store.value(`${at}/name`, "")} onSet=${(name) => session.send(`${at}/name`, name)} /></label>`
      : html`<p class="where">${store.value(`${at}/name`, "")}</p>`}
    <button class="go" disabled=${next === 0} onClick=${() => session.send(`${at}/go`)}>
      <b>Go</b><span>${next === 0 ? "end of the list" : `${next} ${store.value(`${at}/next/name`, "")}`}</span>
    </button>
    <div class="actions">
      <button class="tool" onClick=${() => session.send(`${at}/previous`)}>Back</button>
      <button class="tool" onClick=${() => session.send(`${at}/reset`)}>First</button>
      <button class="tool" onClick=${() => session.send(`${at}/stop`)}>Leave</button>
      ${remaining >= 0 && html`<span class="remaining">next in ${Math.ceil(remaining)} beats</span>`}
    </div>
    <ol class="steps">
      ${steps.map((step) => html`<${CueStep} key=${step} at=${at} step=${step} count=${count} standby=${step === next} playing=${step === store.value(`${at}/step`, 0)} editing=${editing} />`)}
    </ol>
    ${editing && html`<${CueStepAdder} at=${at} cue=${cue} />`}
  `;
}
