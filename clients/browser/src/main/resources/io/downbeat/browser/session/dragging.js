// Moving tracks, clips and scenes by dragging them, with a mouse, a pen or a finger.

import { session } from "./store.js";

/** Pixels before a press becomes a drag. */
const SLACK = 8;

/** Handlers of a button that opens its editor by any press, and can be dragged; see `dragSource`. */
export function editPress(edit, parent, position) {
  return {
    ...dragSource(parent, position),
    onClick: edit,
    onContextMenu: (event) => {
      event.preventDefault();
      edit();
    },
  };
}

/**
 * Handlers of a button that can be dragged onto another of its kind.
 *
 * @param parent of the address, `/track`, `/track/1/clip` or `/scene`
 * @param position of what is dragged
 */
export function dragSource(parent, position) {
  return {
    onPointerDown: (event) => {
      if (event.button === 0) start(event.currentTarget, event, parent, position);
    },
  };
}

function start(source, first, parent, position) {
  let dragging = false;
  let target = null;
  source.setPointerCapture(first.pointerId);
  const move = (event) => {
    dragging ||= Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > SLACK;
    if (!dragging) return;
    source.classList.add("dragged");
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-track],[data-scene]");
    const next = under && parentOf(under) === parent ? under : null;
    if (next !== target) {
      target?.classList.remove("drop-target");
      next?.classList.add("drop-target");
      target = next;
    }
  };
  const end = (event) => {
    source.removeEventListener("pointermove", move);
    source.removeEventListener("pointerup", end);
    source.removeEventListener("pointercancel", end);
    source.classList.remove("dragged");
    target?.classList.remove("drop-target");
    if (!dragging) return;
    // The click that follows a drag is not a press.
    const noPress = (click) => click.stopImmediatePropagation();
    source.addEventListener("click", noPress, { capture: true });
    setTimeout(() => source.removeEventListener("click", noPress, { capture: true }), 0);
    const to = Number(target?.dataset.clip ?? target?.dataset.scene ?? target?.dataset.track);
    if (event.type === "pointerup" && target !== null && to !== position) session.send(`${parent}/${position}/move`, to);
  };
  source.addEventListener("pointermove", move);
  source.addEventListener("pointerup", end);
  source.addEventListener("pointercancel", end);
}

function parentOf(element) {
  const { scene, clip, track } = element.dataset;
  if (scene) return "/scene";
  return clip ? `/track/${track}/clip` : "/track";
}
