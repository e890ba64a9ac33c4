import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { svgFile } from "../arrangement/svg-file.js";
import { readTimeline } from "../arrangement/timeline.js";

/** Saves the arrangement as a picture, or as MIDI and JSON. */
export function SaveTools() {
  const store = useAddresses("/arrangement/length", "/session/name");
  const empty = store.value("/arrangement/length", 0) === 0;
  const name = store.value("/session/name", "") || "arrangement";
  return html`
    <div class="tools" role="group" aria-label="Files">
      <button class="tool" disabled=${empty} title="The picture as an SVG file, from this page" onClick=${() => savePicture(name)}>Save picture</button>
      <button class="tool" disabled=${empty} title="A MIDI file and a JSON file, into the folder of the session" onClick=${() => session.send("/arrangement/export", name)}>Export MIDI</button>
    </div>
  `;
}

/** Hands the picture to the browser as a file. */
function savePicture(name) {
  const url = URL.createObjectURL(new Blob([svgFile(name, readTimeline(session))], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
