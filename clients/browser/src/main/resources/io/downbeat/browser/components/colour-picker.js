import { html } from "../lib/standalone.module.js";
import { hexColour, PALETTE } from "../session/colours.js";

const NAMES = ["red", "orange", "yellow", "green", "turquoise", "blue", "lavender", "violet", "pink", "white"];

/** Some colours that stand out, and any other. */
export function ColourPicker({ label, value, onSet }) {
  const present = hexColour(value) ?? "#ffffff";
  return html`
    <div class="colours" role="group" aria-label=${label}>
      ${PALETTE.map((colour, index) => html`<button class="swatch" style=${{ background: colour }} aria-label=${NAMES[index]} aria-pressed=${colour === present ? "true" : "false"}
        onClick=${() => onSet(colour)}></button>`)}
      <input type="color" class="swatch" aria-label="${label}: another" title="Any other colour" value=${present} onChange=${(event) => onSet(event.target.value)} />
    </div>
  `;
}
