// Which part of a large grid is rendered: what is in sight, and some cells around it. A browser goes
// through all that is on a page for each picture, and thousands of cells take longer than a picture.

import { useLayoutEffect, useReducer, useRef } from "../lib/standalone.module.js";

/** Cells around what is in sight, for the arrow keys and for scrolling. */
const AROUND = 4;

/** The part grows and moves by so many cells at a time, so that scrolling seldom renders anything. */
const STEP = 4;

/** Rows and columns until the first measurement. */
const AT_FIRST = 16;

/**
 * A ref for the element that scrolls the grid, and the part of the grid to render: rows from
 * `firstRow` on and before `endRow`, columns likewise, from 0.
 */
export function useGridWindow(rows, columns) {
  const scroller = useRef(null);
  const part = useRef({ firstRow: 0, endRow: AT_FIRST, firstColumn: 0, endColumn: AT_FIRST });
  const [, changed] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const next = partInSight(element, rows, columns);
      if (Object.keys(next).every((name) => next[name] === part.current[name])) return;
      part.current = next;
      changed();
    };
    const resized = new ResizeObserver((entries) => {
      // A drawer that opens must not cover what it was opened from.
      const focused = document.activeElement;
      if (element.contains(focused) && entries.some(({ target }) => target === element)) focused.scrollIntoView({ block: "nearest", inline: "nearest" });
      measure();
    });
    resized.observe(element);
    resized.observe(element.firstElementChild);
    element.addEventListener("scroll", measure, { passive: true });
    // What gets the focus scrolls into sight after this event. The next arrow key may come before the event of the scrolling.
    const onFocus = () => queueMicrotask(measure);
    element.addEventListener("focusin", onFocus);
    measure();
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", measure);
      element.removeEventListener("focusin", onFocus);
    };
  }, [rows, columns]);
  return { scroller, part: part.current };
}

/** All rows have one height and all columns one width. */
function partInSight(element, rows, columns) {
  const table = element.firstElementChild;
  const [firstRow, endRow] = rangeInSight(element.scrollTop, element.clientHeight, table.tBodies[0].offsetHeight / rows, rows);
  const names = table.tHead.rows[0].cells;
  const width = (names[columns].offsetLeft - names[1].offsetLeft) / Math.max(1, columns - 1) || names[1].offsetWidth;
  const [firstColumn, endColumn] = rangeInSight(element.scrollLeft, element.clientWidth, width, columns);
  return { firstRow, endRow, firstColumn, endColumn };
}

function rangeInSight(scrolled, seen, size, count) {
  const first = Math.floor((scrolled / size - AROUND) / STEP) * STEP;
  const end = Math.ceil(((scrolled + seen) / size + AROUND) / STEP) * STEP;
  return [Math.min(Math.max(first, 0), count), Math.min(end, count)];
}
