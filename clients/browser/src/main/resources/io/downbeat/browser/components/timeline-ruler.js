import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";
import { barAt } from "../arrangement/timeline.js";

/** The bars and scenes, as a button: a press sets the position to the beat there. */
export function TimelineRuler({ timeline, scale, start }) {
  const store = useAddresses("/arrangement/position");
  const position = store.value("/arrangement/position", 0);
  const set = (beat) => session.send("/arrangement/position", Math.min(Math.max(beat, 0), timeline.length));
  const move = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
  return html`
    <div class="timeline-ruler" role="slider" tabindex="0" aria-label="Position in the arrangement" aria-valuemin="0" aria-valuemax=${Math.round(timeline.length)} aria-valuenow=${Math.round(position)}
      aria-valuetext="beat ${position.toFixed(1)} of ${timeline.length.toFixed(1)}"
      onClick=${(event) => set(Math.round(start + (event.clientX - event.currentTarget.getBoundingClientRect().left) / scale))}
      onKeyDown=${(event) => {
        const bar = barAt(timeline, position);
        if (event.key in move) set(position + move[event.key] * bar);
        else if (event.key === "Home") set(0);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}></div>
  `;
}
