import { html } from "../lib/standalone.module.js";
import { useValue } from "../session/hooks.js";
import { playOrStop } from "../session/transport.js";
import { Icon } from "./icon.js";

/** Starts and stops the transport. */
export function PlayButton() {
  const playing = useValue("/playing", 0) > 0;
  return html`
    <button class="tool play ${playing ? "on" : ""}" aria-label=${playing ? "Stop the transport" : "Play"}
      title="Space" onClick=${playOrStop}>
      <${Icon} name=${playing ? "stop" : "play"} />
    </button>
  `;
}
