import { html } from "../lib/standalone.module.js";

/** Moves something one place up or down: what dragging does, without dragging. */
export function MoveButtons({ what, position, count, onMove, words = ["↑", "↓"] }) {
  return html`
    <div class="tools" role="group" aria-label="Move ${what}">
      <button class="tool small" disabled=${position <= 1} aria-label="Move ${what} one back" onClick=${() => onMove(position - 1)}>${words[0]}</button>
      <button class="tool small" disabled=${position >= count} aria-label="Move ${what} one on" onClick=${() => onMove(position + 1)}>${words[1]}</button>
    </div>
  `;
}
