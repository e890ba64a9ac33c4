import { html } from "../lib/standalone.module.js";
import { startListening, stopListening } from "../listen/listening.js";
import { useView } from "../session/view.js";
import { Icon } from "./icon.js";

/** Plays the session in this browser, or ends that. */
export function ListenSwitch() {
  const { listening } = useView();
  return html`
    <button class="tool listen-switch ${listening ? "on" : ""}" aria-label="Listen" aria-pressed=${listening ? "true" : "false"} title="Play the session in this browser"
      onClick=${listening ? stopListening : startListening}>
      <${Icon} name="speaker" /><span>Listen</span>
    </button>
  `;
}
