// The palettes of a noise texture: dark, middle and bright. A name that is not here gets colours of
// its own, the same each time.

const PALETTES = {
  ink: ["#05070d", "#1d3557", "#a8c5da"],
  dusk: ["#12061f", "#7b2d5b", "#ffb36b"],
  ember: ["#0d0302", "#b3261e", "#ffd166"],
  ice: ["#020a12", "#2a7fa8", "#e8fbff"],
  neon: ["#07021a", "#b517ff", "#3dfcff"],
  moss: ["#03110a", "#2f7d4f", "#d9f2a5"],
  mono: ["#000000", "#6b6b6b", "#ffffff"],
};

/** Three colours as numbers from 0 to 1. */
export function palette(name) {
  return (Object.hasOwn(PALETTES, name) ? PALETTES[name] : coloursOf(name)).map(rgb);
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

function coloursOf(name) {
  const number = [...String(name)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 0xffffff, 7);
  const colour = (part) => "#" + [16, 8, 0].map((bits) => Math.round(((number >> bits) & 255) * part).toString(16).padStart(2, "0")).join("");
  return [colour(0.1), colour(0.6), "#f4f1e8"];
}
