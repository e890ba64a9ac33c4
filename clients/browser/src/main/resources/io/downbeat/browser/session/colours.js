// Colours of tracks, clips and scenes.

/** For tracks that have none in the file, in turn. Each stands out on the dark page. */
const USUAL = ["#ff9f43", "#4cc9f0", "#b794f6", "#6ee7a0", "#ff7aa2", "#f5d547", "#5ee6d8", "#9fb4ff"];

/** What the editors offer. */
export const PALETTE = ["#ff5a5f", "#ff9f43", "#f5d547", "#6ee7a0", "#5ee6d8", "#4cc9f0", "#9fb4ff", "#b794f6", "#ff7aa2", "#d8dee9"];

/** The colour of a track as CSS has it. */
export function trackColour(text, position) {
  return text || USUAL[(position - 1) % USUAL.length];
}

/** `#rrggbb` of `rgb(r,g,b)`, for an `<input type="color">`; null if it is no colour. */
export function hexColour(text) {
  const numbers = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(text);
  if (numbers === null) return /^#[0-9a-f]{6}$/i.test(text) ? text : null;
  return "#" + numbers.slice(1).map((part) => Number(part).toString(16).padStart(2, "0")).join("");
}

/** Black or white, whichever is easier to read on the colour. */
export function inkOn(colour) {
  const hex = hexColour(colour);
  if (hex === null) return "#000";
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
}
