import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { KEYS } from "../session/keyboard.js";
import { CLOCK_SOURCE } from "../session/words.js";
import { CheckBox } from "./check-box.js";
import { Choice } from "./choice.js";
import { ClientList } from "./client-list.js";
import { NumberField } from "./number-field.js";

/** The clock, the clients, and the messages that the page has got. */
export function SystemPanel() {
  const store = useAddresses("/clock/source", "/clock/status", "/clock/peers", "/clock/jitter", "/clock/link/enabled", "/clock/link/startstop", "/clock/offset", "/version", "events");
  const switchFor = (address, text) => html`<${CheckBox} label=${text} value=${store.value(address, 0) > 0} onSet=${(on) => session.send(address, on ? 1 : 0)} />`;
  return html`
    <${Choice} label="Clock" value=${store.value("/clock/source", "internal")} words=${CLOCK_SOURCE} onSet=${(source) => session.send("/clock/source", source)} />
    <dl class="facts">
      <dt>Status</dt><dd>${store.value("/clock/status", "")}</dd>
      <dt>Link peers</dt><dd>${store.value("/clock/peers", 0)}</dd>
      <dt>Jitter</dt><dd>${Number(store.value("/clock/jitter", 0)).toFixed(2)} ms</dd>
    </dl>
    ${switchFor("/clock/link/enabled", "Join the Link session")} ${switchFor("/clock/link/startstop", "Share start and stop with Link")}
    <label class="labelled"><span>Offset in ms</span><${NumberField} label="Offset of the clock in ms" value=${store.value("/clock/offset", 0)} onSet=${(ms) => session.send("/clock/offset", ms)} /></label>
    <div class="actions"><button class="tool" onClick=${() => session.send("/tempo/resync")}>This is beat 1</button><button class="tool danger" onClick=${() => session.send("/panic")}>Panic</button></div>
    <${ClientList} />
    <h3>Messages</h3>
    ${session.events.length === 0 && html`<p class="quiet">None so far. Refusals and answers of the daemon appear here.</p>`}
    <ul class="plain">${[...session.events].reverse().map((event) => html`<li key=${event.id}><time>${event.at.toLocaleTimeString()}</time> ${event.text}</li>`)}</ul>
    <h3>Keys</h3>
    <dl class="facts">${KEYS.map(([keys, meaning]) => html`<dt>${keys}</dt><dd>${meaning}</dd>`)}</dl>
    <p class="quiet">Downbeat ${store.value("/version", "")}</p>
  `;
}
