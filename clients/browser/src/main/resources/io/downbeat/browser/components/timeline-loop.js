import { html } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";

/** The part that is repeated. */
export function TimelineLoop({ frame }) {
  const store = useAddresses("/arrangement/loop", "/arrangement/loop/range");
  const [from = 0, to = 0] = store.all("/arrangement/loop/range");
  if (store.value("/arrangement/loop", 0) === 0 || to <= from) return null;
  const left = Math.max(0, (from - frame.start) * frame.scale);
  const right = Math.min(frame.width, (to - frame.start) * frame.scale);
  if (right <= left) return null;
  return html`<div class="timeline-loop" style=${{ left: `${frame.left + left}px`, width: `${right - left}px` }}></div>`;
}
