import { html, useEffect, useLayoutEffect, useRef, useState } from "../lib/standalone.module.js";
import { useAddresses, useSubscription } from "../session/hooks.js";
import { session } from "../session/store.js";
import { heightOf, RULES, shapes } from "../arrangement/layout.js";
import { currentTake } from "../arrangement/take.js";
import { readTimeline, timelineAddresses, TIMELINE_PATTERNS } from "../arrangement/timeline.js";
import { TimelineLoop } from "./timeline-loop.js";
import { TimelinePlayhead } from "./timeline-playhead.js";
import { TimelineRuler } from "./timeline-ruler.js";

/** How much one press on a zoom button or key magnifies, and how close it goes, in pixels a beat. */
const STEP = 1.5;
const CLOSEST = 400;

/** Milliseconds from one picture of a growing take to the next. */
const GROWTH = 100;

/** The widest scrolled content that browsers lay out exactly. */
const WIDEST = 10_000_000;

/** The narrowest column of names, in pixels: a range of tempos fits. */
const LEAST_NAMES = 92;

/** How much of a line that the wheel reports in lines, in pixels. */
const WHEEL_LINE = 40;

/**
 * The recorded arrangement as a picture that moves: zoomed by the wheel with Ctrl, by two fingers, by + and -; a
 * press on the bars sets the position.
 *
 * @param zoom `{ current }`, which gets `{ by(factor), fit() }` for buttons elsewhere
 */
export function Timeline({ zoom }) {
  useSubscription(TIMELINE_PATTERNS[0]);
  useSubscription(TIMELINE_PATTERNS[1]);
  useAddresses("/track/count", "/arrangement/scenes", ...clipLists());
  const take = useTake();
  const store = useAddresses(...timelineAddresses(session, take));
  const timeline = readTimeline(store, take);
  const scroller = useRef(null);
  const size = useSize(scroller);
  const view = useScale(scroller, timeline, size, zoom);
  useScrolled(scroller);
  if (timeline.length === 0) {
    return html`<div ref=${scroller} class="timeline empty"><p>Nothing is recorded yet. Press Record, then launch clips and scenes: they appear here.</p></div>`;
  }
  const { unit, names } = size;
  const height = heightOf(timeline, unit);
  const start = (scroller.current?.scrollLeft ?? 0) / view.scale;
  const frame = { top: 0, left: names, width: size.width - names, start, scale: view.scale, edge: size.width, names: 6 * unit, room: names - 6 * unit, unit };
  return html`
    <div ref=${scroller} class="timeline" tabindex="0" role="group" aria-label="Timeline: + and - zoom, 0 shows everything, arrows scroll" onKeyDown=${view.onKey}>
      <div class="timeline-content" style=${{ width: `${names + timeline.length * view.scale}px`, height: `${height}px` }}>
        <div class="timeline-view" style=${{ width: `${size.width}px`, height: `${height}px`, "--row": `${RULES.row * unit}px`, "--names": `${names}px` }}>
          <svg class="timeline-picture" width=${size.width} height=${height} font-size=${12 * unit} role="img" aria-label=${spoken(timeline)}>
            ${shapes(timeline, frame).map(({ tag, attributes, text, title }) => html`<${tag} ...${attributes}>${title === undefined ? text : html`<title>${title}</title>`}</${tag}>`)}
          </svg>
          <${TimelineLoop} frame=${frame} />
          <${TimelineRuler} timeline=${timeline} scale=${view.scale} start=${start} />
          <${TimelinePlayhead} scroller=${scroller} frame=${frame} />
        </div>
      </div>
    </div>
  `;
}

/** The take that is being recorded, again and again while it grows. */
function useTake() {
  const [, drawAgain] = useState(0);
  const recording = useAddresses("/record/status").value("/record/status") === "recording";
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => drawAgain(performance.now()), GROWTH);
    return () => clearInterval(timer);
  }, [recording]);
  return currentTake();
}

function clipLists() {
  return Array.from({ length: session.value("/track/count", 0) }, (_, index) => `/track/${index + 1}/arrangement/clips`);
}

/** What the picture shows, in words. */
function spoken(timeline) {
  const clips = timeline.lanes.map(({ name, blocks }) => `${name}: ${blocks.length === 0 ? "nothing" : blocks.slice(0, 20).map((block) => block.name).join(", ")}${blocks.length > 20 ? " and more" : ""}`);
  return `Arrangement of ${Math.round(timeline.length)} beats. ${clips.join(". ")}.`;
}

/** The visible width, the width of the names, and the size of the font against that of the rules. */
function useSize(scroller) {
  const [size, setSize] = useState({ width: 0, names: 0, unit: 1 });
  useLayoutEffect(() => {
    const measure = () => {
      const width = scroller.current.clientWidth;
      const unit = (parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.9) / 12;
      setSize({ width, names: Math.min(RULES.names * unit, Math.max(LEAST_NAMES * unit, width / 5)), unit });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    measure();
    return () => observer.disconnect();
  }, [scroller.current === null]);
  return size;
}

/** Draws anew when the picture is scrolled. */
function useScrolled(scroller) {
  const [, drawAgain] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    let frame = 0;
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => drawAgain(element.scrollLeft));
    };
    element.addEventListener("scroll", onScroll);
    return () => element.removeEventListener("scroll", onScroll);
  }, []);
}

/** The zoom: pixels a beat, and what changes it. The beat under the pointer stays where it is. */
function useScale(scroller, timeline, { width, names }, zoom) {
  // Null shows everything.
  const [chosen, setChosen] = useState(null);
  const least = Math.max(0.001, (width - names) / Math.max(1, timeline.length));
  const most = Math.max(least, Math.min(CLOSEST, WIDEST / Math.max(1, timeline.length)));
  const scale = chosen === null ? least : Math.min(Math.max(chosen, least), most);
  const kept = useRef(null);
  const by = (factor, x = names + positionInSight(scroller.current.scrollLeft, scale, width - names)) => {
    const next = Math.min(Math.max(scale * factor, least), most);
    const beat = (scroller.current.scrollLeft + x - names) / scale;
    kept.current = { beat, x };
    setChosen(next <= least ? null : next);
  };
  const present = useRef(null);
  present.current = { by, fit: () => setChosen(null) };
  if (zoom) zoom.current = present.current;
  useLayoutEffect(() => {
    if (kept.current === null) return;
    scroller.current.scrollLeft = kept.current.beat * scale - (kept.current.x - names);
    kept.current = null;
  }, [scale]);
  useEffect(() => listenToGestures(scroller.current, (factor, x) => present.current.by(factor, x)), []);
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scrolled = { ArrowLeft: -0.25, ArrowRight: 0.25, PageUp: -0.9, PageDown: 0.9 }[event.key];
    if (event.key === "+" || event.key === "=") by(STEP);
    else if (event.key === "-") by(1 / STEP);
    else if (event.key === "0") setChosen(null);
    else if (event.key === "Home") scroller.current.scrollLeft = 0;
    else if (event.key === "End") scroller.current.scrollLeft = scroller.current.scrollWidth;
    else if (scrolled) scroller.current.scrollLeft += scrolled * width;
    else return;
    event.preventDefault();
  };
  return { scale, onKey };
}

/** Where the position of the arrangement stands in the visible part; its middle if it is out of sight. */
function positionInSight(scrolled, scale, width) {
  const x = session.value("/arrangement/position", 0) * scale - scrolled;
  return x >= 0 && x <= width ? x : width / 2;
}

/** Wheel and fingers. A wheel without Ctrl scrolls sideways where there is nothing to scroll down. */
function listenToGestures(element, zoomBy) {
  const left = () => element.getBoundingClientRect().left;
  const onWheel = (event) => {
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1);
    if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-pixels / 300), event.clientX - left());
    else if (!event.shiftKey && event.deltaX === 0 && element.scrollHeight <= element.clientHeight) element.scrollLeft += pixels;
    else return;
    event.preventDefault();
  };
  let apart = 0;
  const onTouch = (event) => {
    if (event.touches.length !== 2) {
      apart = 0;
      return;
    }
    event.preventDefault();
    const [a, b] = event.touches;
    const now = Math.max(20, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
    if (apart > 0) zoomBy(now / apart, (a.clientX + b.clientX) / 2 - left());
    apart = now;
  };
  element.addEventListener("wheel", onWheel, { passive: false });
  for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"]) element.addEventListener(type, onTouch, { passive: false });
  return () => {
    element.removeEventListener("wheel", onWheel);
    for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"]) element.removeEventListener(type, onTouch);
  };
}
