import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { readClients } from "../session/surfaces.js";

/** The line at the bottom: connection, session, clock, clients. */
export function StatusBar() {
  const store = useAddresses("status", "/session/name", "/session/dirty", "/clock/source", "/clock/status", "/clock/peers", "/clock/link/enabled", "/clients", "/clients/list", "/launch/pending");
  const source = store.value("/clock/source", "internal");
  const status = store.value("/clock/status", "");
  const peers = store.value("/clock/peers", 0);
  const link = store.value("/clock/link/enabled", 0) > 0;
  const clients = store.value("/clients", 0);
  const { offered } = readClients(store.all("/clients/list"));
  const pending = store.value("/launch/pending", 0);
  return html`
    <footer class="status" aria-label="Status">
      <span class="lamp-text ${store.status}"><span class="status-lamp" aria-hidden="true"></span>${store.status === "connected" ? "connected" : "not connected"}</span>
      <span>${store.value("/session/name", "")}${store.value("/session/dirty", 0) > 0 ? " (not saved)" : ""}</span>
      <span class=${status === "lost" ? "bad" : ""}>clock ${source}${source === "internal" ? "" : ` ${status}`}</span>
      ${link && html`<span>Link ${peers} ${peers === 1 ? "peer" : "peers"}</span>`}
      <span>${clients} ${clients === 1 ? "client" : "clients"}</span>
      ${offered.length > 0 && html`<span>${offered.length} ${offered.length === 1 ? "surface" : "surfaces"} found</span>`}
      ${pending > 0 && html`<span>${pending} queued</span>`}
    </footer>
  `;
}
