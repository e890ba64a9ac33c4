import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";

/** How far the transition into a clip has come. */
export function ClipProgress({ address }) {
  const part = useAddresses(address).value(address, 0);
  if (part <= 0 || part >= 1) return null;
  return html`<span class="progress" role="progressbar" aria-label="Transition" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(part * 100)}><span style=${{ transform: `scaleX(${part})` }}></span></span>`;
}
