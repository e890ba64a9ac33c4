import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { Icon } from "./icon.js";
import { RecordButton } from "./record-button.js";

/** Recording into the arrangement, and its playback. */
export function RecordAndPlay() {
  const store = useAddresses("/arrangement/playing", "/arrangement/length");
  const playing = store.value("/arrangement/playing", 0) > 0;
  const empty = store.value("/arrangement/length", 0) === 0;
  return html`
    <div class="tools" role="group" aria-label="Recording and playback">
      <${RecordButton} worded />
      <button class="tool ${playing ? "on" : ""}" disabled=${empty && !playing} aria-label=${playing ? "Stop the arrangement" : "Play the arrangement"}
        onClick=${() => session.send(playing ? "/arrangement/stop" : "/arrangement/play")}><${Icon} name=${playing ? "stop" : "play"} /></button>
      <button class="tool" disabled=${empty} aria-label="To the start of the arrangement" onClick=${() => session.send("/arrangement/position", 0)}><${Icon} name="start" /></button>
      <button class="tool" disabled=${!playing} title="Tracks that were launched by hand follow the arrangement again" onClick=${() => session.send("/arrangement/return")}>Return</button>
    </div>
  `;
}
