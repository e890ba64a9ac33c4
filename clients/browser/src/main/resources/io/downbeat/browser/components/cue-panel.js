import { html, useState } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { useView } from "../session/view.js";
import { Choice } from "./choice.js";
import { TextField } from "./field.js";
import { MoveButtons } from "./move-buttons.js";

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

function CueList({ cue, editing }) {
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
      ${steps.map((step) => html`<${Step} key=${step} at=${at} step=${step} count=${count} standby=${step === next} playing=${step === store.value(`${at}/step`, 0)} editing=${editing} />`)}
    </ol>
    ${editing && html`<${StepAdder} at=${at} cue=${cue} />`}
  `;
}

function Step({ at, step, count, standby, playing, editing }) {
  const address = `${at}/step/${step}`;
  const scene = useAddresses(`${address}/scene`).value(`${address}/scene`, 0);
  const store = useAddresses(`${address}/advance`, `/scene/${scene}/name`);
  const [advance = "manual", bars] = store.all(`${address}/advance`);
  const how = advance === "after_bars" ? `after ${bars} bars` : advance === "on_scene_launch" ? "on a scene launch" : "";
  const name = store.value(`/scene/${scene}/name`, "");
  return html`
    <li class="step ${standby ? "standby" : ""} ${playing ? "playing" : ""}">
      <button class="step-button" aria-label="${step} ${name}${playing ? ", playing" : ""}${standby ? ", standby" : ", set standby"}" onClick=${() => session.send(`${at}/next`, step)}>
        <span class="step-number">${step}</span><span class="name">${name}</span><span class="quiet">${how}</span>
        ${standby && html`<span class="badge">standby</span>`}${playing && html`<span class="badge">playing</span>`}
      </button>
      ${editing && html`
        <${MoveButtons} what="step ${step}" position=${step} count=${count} onMove=${(to) => session.send(`${address}/move`, to)} />
        <button class="tool small danger" aria-label="Delete step ${step}" onClick=${() => session.send(`${address}/delete`)}>×</button>
      `}
    </li>
  `;
}

function StepAdder({ at, cue }) {
  const scenes = useAddresses("/scene/count").value("/scene/count", 0);
  const names = Array.from({ length: scenes }, (_, index) => `/scene/${index + 1}/name`);
  const store = useAddresses(...names);
  const words = [[0, "choose a scene"], ...names.map((address, index) => [index + 1, store.value(address, "")])];
  return html`
    <${Choice} label="Add a step" value=${0} words=${words} onSet=${(scene) => Number(scene) > 0 && session.send(`${at}/step/add`, Number(scene))} />
    <div class="actions"><button class="tool danger" onClick=${() => session.send(`/cue/${cue}/delete`)}>Delete this cue list</button></div>
  `;
}
