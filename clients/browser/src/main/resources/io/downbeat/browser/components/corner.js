import { html } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useView } from "../session/view.js";

/** The corner above the scenes and before the tracks. While editing, it makes a new track. */
export function Corner() {
  const { editing } = useView();
  return html`
    <th class="corner" scope="col">
      ${editing
        ? html`<button class="capture-button" data-cell="0:0" onClick=${() => session.send("/track/add")}>+ Track</button>`
        : html`<span>Scenes</span>`}
    </th>
  `;
}
