import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";

/** Says how far a take is. */
export function TakeNote() {
  const store = useAddresses("/record/status", "/arrangement/position");
  if (store.value("/record/status") !== "recording") return null;
  return html`<p class="take-note"><b>Recording at beat ${Math.floor(store.value("/arrangement/position", 0))}.</b></p>`;
}
