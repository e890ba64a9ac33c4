import { html } from "../lib/standalone.module.js";

const PATHS = {
  play: "M7 4v16l13-8z",
  stop: "M6 6h12v12H6z",
  start: "M6 5h2.500v14H6zM19 5v14L9.500 12z",
  record: "M12 5a7 7 0 1 0 0 14a7 7 0 0 0 0-14z",
  undo: "M9 5 4 10l5 5v-4h4a4 4 0 0 1 0 8H8v2h5a6 6 0 0 0 0-12H9z",
  redo: "m15 5 5 5-5 5v-4h-4a4 4 0 0 0 0 8h5v2h-5a6 6 0 0 1 0-12h4z",
  save: "M4 4h13l3 3v13H4zM7 5v5h9V5zM7 13v6h10v-6z",
  edit: "m4 16.5 10.5-10.5 3.5 3.5L7.500 20H4zM15.500 5l2-2 3.500 3.500-2 2z",
  list: "M4 6h3v3H4zm5 0h11v3H9zM4 11h3v3H4zm5 0h11v3H9zm-5 5h3v3H4zm5 0h11v3H9z",
  lanes: "M3 5h8v4H3zm10 0h8v4h-8zM6 11h12v4H6zM3 17h5v3H3zm7 0h11v3H10z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2.200a6.800 6.800 0 1 1 0 13.600 6.800 6.800 0 0 1 0-13.600zM11 7v6l4.500 2.600 1-1.700-3.500-2V7z",
  speaker: "M4 9v6h4l5 4V5L8 9zm11.500-1.500-1.300 1.300a4.500 4.500 0 0 1 0 6.400l1.300 1.300a6.400 6.400 0 0 0 0-9zm2.600-2.600-1.300 1.300a8.200 8.200 0 0 1 0 11.600l1.300 1.300a10 10 0 0 0 0-14.200z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  faders: "M6 3h2v6h2v4H8v8H6v-8H4V9h2zm10 0h2v10h2v4h-2v4h-2v-4h-2v-4h2z",
  close: "m6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400z",
};

/** A picture on a button. The button's label says what it does. */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill-rule="evenodd" d=${PATHS[name]} /></svg>`;
}
