import { html, useLayoutEffect, useRef } from "../lib/standalone.module.js";
import { useAddresses } from "../session/hooks.js";
import { session } from "../session/store.js";

/** The line at the position. While it advances, the picture is scrolled along as long as the line is in sight. */
export function TimelinePlayhead({ scroller, frame }) {
  const line = useRef(null);
  const store = useAddresses("/arrangement/playing", "/arrangement/position", "/record/status", "/playing");
  const rolling = store.value("/arrangement/playing", 0) > 0 || store.value("/record/status") === "recording";
  const seen = useRef(false);
  const present = useRef(frame);
  present.current = frame;
  useLayoutEffect(() => {
    let request = 0;
    const draw = () => {
      const { left, width, scale } = present.current;
      const beat = session.clock.arrangementPosition(performance.now(), rolling);
      let x = beat * scale - scroller.current.scrollLeft;
      if (rolling && seen.current && x > width) {
        scroller.current.scrollLeft += x - width * 0.1;
        x = beat * scale - scroller.current.scrollLeft;
      }
      seen.current = x >= 0 && x <= width;
      line.current.style.transform = `translateX(${left + x}px)`;
      line.current.style.visibility = seen.current ? "visible" : "hidden";
      if (rolling) request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  });
  return html`<div ref=${line} class="timeline-playhead"></div>`;
}
