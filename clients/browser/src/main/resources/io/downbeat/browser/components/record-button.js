import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { Icon } from "./icon.js";

/**
 * Starts and ends recording into the arrangement.
 *
 * @param worded whether the state stands on the button as a word
 */
export function RecordButton({ worded = false }) {
  const store = useAddresses("/record", "/record/status");
  const on = store.value("/record", 0) > 0;
  const status = store.value("/record/status", "off");
  const word = status === "recording" ? "Recording" : status === "armed" ? "Armed" : "Record";
  return html`
    <button class="tool record ${on ? "on" : ""} ${status === "recording" ? "recording" : ""}" aria-pressed=${on ? "true" : "false"}
      aria-label=${worded ? null : "Record into the arrangement"} onClick=${() => session.send("/record", on ? 0 : 1)}>
      <${Icon} name="record" />${worded && word}
    </button>
  `;
}
