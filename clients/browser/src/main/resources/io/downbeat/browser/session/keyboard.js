// The keys of the page. Fields and lists keep theirs.

import { session } from "./store.js";
import { playOrStop } from "./transport.js";
import { currentView, show, togglePanel } from "./view.js";
import { QUANTIZE } from "./words.js";

/** What the keys do, for people. */
export const KEYS = [
  ["1 … 9", "launch a scene"],
  ["space", "play or stop"],
  ["arrows, Enter", "move in the grid, launch"],
  ["q, shift-q", "next or previous quantization"],
  ["z, shift-z", "undo, redo"],
  ["ctrl-s", "save"],
  ["e", "edit: a press opens a cell"],
  ["a", "arrangement"],
  ["Escape", "close the drawer"],
];

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Listens until the returned function is called. */
export function listenToKeys() {
  window.addEventListener("keydown", onKey);
  window.addEventListener("click", onClick);
  window.addEventListener("focusin", onFocus);
  return () => {
    window.removeEventListener("keydown", onKey);
    window.removeEventListener("click", onClick);
    window.removeEventListener("focusin", onFocus);
  };
}

function onKey(event) {
  if (event.defaultPrevented) return;
  if (belongsTo(event.target, event.key) && !isSave(event)) return;
  if (act(event)) event.preventDefault();
}

/** A button of the grid keeps the focus, for the arrows; it leaves space to the page. */
function onClick({ target }) {
  const button = target.closest("button");
  if (button !== null && !button.matches("[data-cell]")) leaveToKeys(button);
}

/** Whether the keys save the session. They do so in fields too, where the browser would save the page. */
export function isSave({ ctrlKey, metaKey, key }) {
  return (ctrlKey || metaKey) && key === "s";
}

/** Whether an element uses a key itself. A box and a fader use only some, and a press of them must not end the others. */
function belongsTo(element, key) {
  if (element.matches("select, textarea, input:not([type=checkbox], [type=range], [type=color])")) return true;
  return element.matches("input, summary") && (key === " " || key === "Enter" || key in ARROWS);
}

/**
 * After a press by mouse or finger, the keys are the page's again: else a digit would choose another
 * word of a list, and space would press a button once more.
 */
export function leaveToKeys(element) {
  if (!element.matches(":focus-visible")) element.blur();
}

/** Whether the key meant something. */
function act(event) {
  const { key, repeat } = event;
  const command = event.ctrlKey || event.metaKey;
  if (key.toLowerCase() === "z" && !event.altKey) return once(repeat, () => session.send(event.shiftKey ? "/redo" : "/undo"));
  if (isSave(event)) return once(repeat, () => session.send("/session/save"));
  if (command || event.altKey) return false;
  if (ARROWS[key]) return moveFocus(event.target, ...ARROWS[key]);
  if (/^[1-9]$/.test(key)) return once(repeat, () => session.send(`/scene/${key}/launch`));
  switch (key) {
    case " ":
      // Outside the grid, space presses the button that the keyboard has gone to.
      if (event.target.closest("button") && !event.target.closest("[data-cell]")) return false;
      return once(repeat, playOrStop);
    case "q":
    case "Q":
      return once(repeat, () => stepQuantize(key === "q" ? 1 : -1));
    case "e":
      return once(repeat, () => show({ editing: !currentView().editing }));
    case "a":
      return once(repeat, () => togglePanel({ kind: "arrangement" }));
    case "Escape":
      show({ panel: null });
      return true;
    default:
      return false;
  }
}

function once(repeat, action) {
  if (!repeat) action();
  return true;
}

function stepQuantize(step) {
  const at = QUANTIZE.indexOf(session.value("/quantize", "instant"));
  session.send("/quantize", QUANTIZE[(at + step + QUANTIZE.length) % QUANTIZE.length]);
}

/** Where the focus was last in the grid, as `row:column`. A button that is scrolled out of sight loses it. */
let lastCell = null;

function onFocus({ target }) {
  lastCell = target.closest?.("[data-cell]")?.dataset.cell ?? lastCell;
}

/** Moves to the next button of the grid in a direction, over the places that have none. */
function moveFocus(from, rows, columns) {
  const table = document.querySelector(".grid");
  if (table === null) return false;
  const cell = from.closest("[data-cell]")?.dataset.cell ?? lastCell;
  if (cell === null) {
    document.querySelector(".clip-button, .scene-button")?.focus();
    return true;
  }
  let [row, column] = cell.split(":").map(Number);
  for (let step = 0; step < table.rows.length + table.rows[0].cells.length; step++) {
    row += rows;
    column += columns;
    const next = table.querySelector(`[data-cell="${row}:${column}"]`);
    const place = table.rows[row]?.cells[column];
    if (next) next.focus();
    else if (place?.matches(".unrendered")) focusOutOfSight(place);
    else continue;
    break;
  }
  return true;
}

/** What is out of sight is rendered when it has been scrolled into sight. */
function focusOutOfSight(place) {
  place.scrollIntoView({ block: "nearest", inline: "nearest" });
  requestAnimationFrame(() => requestAnimationFrame(() => place.querySelector("button")?.focus()));
}
