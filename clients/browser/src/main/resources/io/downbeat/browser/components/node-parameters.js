import { html } from "../lib/standalone.module.js";
import { useAddresses, useSubscription } from "../session/hooks.js";
import { addressPart } from "../session/address.js";
import { Fader } from "./fader.js";

/** The parameters of one node. They are subscribed to while they are shown. */
export function NodeParameters({ node, colour }) {
  const at = `/node/${addressPart(node)}`;
  useSubscription(`${at}/{type,params}`);
  useSubscription(`${at}/param/*`);
  useSubscription(`${at}/param/*/{range,text}`);
  const store = useAddresses(`${at}/params`, `${at}/type`);
  const params = store.all(`${at}/params`).filter((name) => name !== "");
  return html`
    <section class="node" aria-label=${node} style=${{ "--colour": colour }}>
      <h3>${node} <span class="quiet">${store.value(`${at}/type`, "")}</span></h3>
      ${params.map((name) => html`<${Fader} key=${name} at=${`${at}/param/${addressPart(name)}`} name=${name} node=${node} />`)}
    </section>
  `;
}
