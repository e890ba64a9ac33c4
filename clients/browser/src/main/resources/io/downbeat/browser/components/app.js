import { html, useEffect } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { listenToKeys } from "../session/keyboard.js";
import { session } from "../session/store.js";
import { useView } from "../session/view.js";
import { ConnectionNotice } from "./connection-notice.js";
import { Drawer, isWide } from "./drawer.js";
import { Grid } from "./grid.js";
import { ListenPanel } from "./listen-panel.js";
import { Notices } from "./notices.js";
import { StatusBar } from "./status-bar.js";
import { TransportBar } from "./transport-bar.js";

/** The same each time, so that nothing below is rendered again when the page around it is. */
const GRID = html`<${Grid} />`;

/** The whole page. */
export function App() {
  useEffect(listenToKeys, []);
  useAddresses("status");
  useDocumentTitle();
  const { panel, listening } = useView();
  const connected = session.status === "connected";
  return html`
    <div class="app ${connected ? "" : "disconnected"} ${panel === null ? "" : "with-drawer"} ${isWide(panel) ? "wide" : ""}">
      <${TransportBar} />
      ${!connected && html`<${ConnectionNotice} status=${session.status} />`}
      <main class="stage" aria-label="Session">
        <h1 class="unseen">Downbeat</h1>
        ${GRID}
      </main>
      ${listening && html`<${ListenPanel} />`}
      ${panel !== null && html`<${Drawer} panel=${panel} />`}
      <${StatusBar} />
      <${Notices} />
    </div>
  `;
}

function useDocumentTitle() {
  const name = useAddresses("/session/name").value("/session/name", "");
  useEffect(() => {
    document.title = name ? `${name} – Downbeat` : "Downbeat";
  }, [name]);
}
