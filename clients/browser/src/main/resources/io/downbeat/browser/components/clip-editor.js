import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses, useSubscription } from "../session/hooks.js";
import { trackColour } from "../session/colours.js";
import { deleteShown, move } from "../session/move.js";
import { CLIP_MODE, CLIP_QUANTIZE } from "../session/words.js";
import { Choice } from "./choice.js";
import { ColourPicker } from "./colour-picker.js";
import { NumberField } from "./number-field.js";
import { TextField } from "./text-field.js";
import { MoveButtons } from "./move-buttons.js";

/** Everything about one clip. */
export function ClipEditor({ track, clip }) {
  const of = `/track/${track}`;
  const at = `${of}/clip/${clip}`;
  useSubscription(`${at}/{quantize,fade}`);
  const store = useAddresses(`${at}/name`, `${at}/color`, `${at}/quantize`, `${at}/mode`, `${at}/fade`, `${at}/fade/unit`, `${of}/name`, `${of}/color`, `${of}/clip/count`, `${of}/dirty`, `${of}/active`);
  const count = store.value(`${of}/clip/count`, 0);
  if (clip > count) return html`<p>This clip is gone.</p>`;
  const dirty = store.value(`${of}/dirty`, 0) > 0 && store.value(`${of}/active`, 0) === clip;
  const set = (part) => (value) => session.send(`${at}/${part}`, value);
  const quantize = store.value(`${at}/quantize`);
  const fade = store.value(`${at}/fade`);
  return html`
    <p class="where">${store.value(`${of}/name`, "")}, clip ${clip}</p>
    <label class="labelled"><span>Name</span><${TextField} label="Name of the clip" value=${store.value(`${at}/name`, "")} onSet=${set("name")} /></label>
    <${ColourPicker} label="Colour of the clip" value=${store.value(`${at}/color`, "") || trackColour(store.value(`${of}/color`, ""), track)} onSet=${set("color")} />
    <div class="actions">
      <button class="tool primary" onClick=${() => session.send(`${at}/launch`)}>Launch</button>
      <button class="tool" onClick=${() => session.send(`${at}/cancel`)}>Cancel</button>
      <button class="tool ${dirty ? "on" : ""}" onClick=${() => session.send(`${at}/update`)}>Update with live values</button>
      <button class="tool" disabled=${!dirty} onClick=${() => session.send(`${of}/revert`)}>Revert</button>
    </div>
    ${quantize !== undefined && html`<${Choice} label="Quantize" value=${quantize} words=${CLIP_QUANTIZE} onSet=${set("quantize")} />`}
    <${Choice} label="Mode" value=${store.value(`${at}/mode`, "trigger")} words=${CLIP_MODE} onSet=${set("mode")} />
    ${fade !== undefined && html`
      <label class="labelled"><span>Fade in ${store.value(`${at}/fade/unit`, "bars")}, −1: as the track</span>
        <${NumberField} label="Fade of the clip" value=${fade} onSet=${set("fade")} /></label>
    `}
    <div class="actions">
      <${MoveButtons} what="the clip" position=${clip} count=${count} onMove=${(to) => move(at, to, { kind: "clip", track, clip: to })} />
      <button class="tool" onClick=${() => session.send(`${at}/duplicate`)}>Duplicate</button>
      <button class="tool danger" onClick=${() => deleteShown(at)}>Delete</button>
    </div>
  `;
}
