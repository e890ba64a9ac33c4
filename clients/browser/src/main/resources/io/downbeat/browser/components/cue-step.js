import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { MoveButtons } from "./move-buttons.js";

/** One step of a cue list; a press makes it the standby step. */
export function CueStep({ at, step, count, standby, playing, editing }) {
  const address = `${at}/step/${step}`;
  const scene = useAddresses(`${address}/scene`).value(`${address}/scene`, 0);
  const store = useAddresses(`${address}/advance`, `/scene/${scene}/name`);
  const [advance = "manual", bars] = store.all(`${address}/advance`);
  const how = advance === "after_bars" ? `after ${bars} bars` : advance === "on_scene_launch" ? "on a scene launch" : "";
  const name = store.value(`/scene/${scene}/name`, "");
  return html`
    <li class="step ${standby ? "standby" : ""} ${playing ? "playing" : ""}">
      <button class="step-button" aria-label="${step} ${name}${playing ? ", playing" : ""}${standby ? ", standby" : ", set standby"}" onClick=${() => session.send(`${at}/next`, step)}>
        <span class="step-number">${step}</span><span class="name" dir="auto">${name}</span>
        ${standby && html`<span class="badge">standby</span>`}${playing && html`<span class="badge">playing</span>`}
        ${how && html`<span class="quiet">${how}</span>`}
      </button>
      ${editing && html`
        <div class="step-tools">
          <${MoveButtons} what="step ${step}" position=${step} count=${count} onMove=${(to) => session.send(`${address}/move`, to)} />
          <button class="tool small danger" aria-label="Delete step ${step}" onClick=${() => session.send(`${address}/delete`)}>×</button>
        </div>
      `}
    </li>
  `;
}
