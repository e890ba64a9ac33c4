import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";

/** Beats to the boundary. */
export function Countdown({ address }) {
  const beats = useAddresses(address).value(address, -1);
  if (beats < 0) return null;
  return html`<span class="countdown" aria-hidden="true">${Math.max(1, Math.ceil(beats - 0.001))}</span>`;
}
