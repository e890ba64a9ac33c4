// The picture of the arrangement as an SVG file, made on the page.

import { heightOf, RULES, shapes } from "./layout.js";

const MARGIN = 16;
const TITLE = 36;
const NARROWEST = 640;
const WIDEST = 16000;

const STYLE = `
svg { color: #1b1f24; background: #fff }
text { font: 12px sans-serif; fill: currentColor }
.paper { fill: #fff } .lane { fill: #808a96; fill-opacity: .12 }
.bar { stroke: #808a96; stroke-opacity: .35 }
.block { fill-opacity: .4 } .tempo { fill: none; stroke: currentColor; stroke-width: 1.5 }
.title { font-size: 16px; font-weight: 600 } .small { fill-opacity: .7 }
@media (prefers-color-scheme: dark) {
  svg { color: #e6e9ed; background: #14171b } .paper { fill: #14171b }
}
`;

/** The text of the file. */
export function svgFile(name, timeline) {
  const length = Math.max(1, timeline.length);
  const width = Math.min(Math.max(length * RULES.beat, NARROWEST), WIDEST);
  const whole = 2 * MARGIN + RULES.names + width;
  const top = MARGIN + TITLE;
  const height = top + heightOf(timeline, 1) + MARGIN;
  const frame = { top, left: MARGIN + RULES.names, width, start: 0, scale: width / length, edge: whole, names: MARGIN, room: RULES.names, unit: 1 };
  const title = { tag: "text", attributes: { class: "title", x: MARGIN, y: MARGIN + 16 }, text: name };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${height}" viewBox="0 0 ${whole} ${height}">`,
    `<style>${STYLE}</style>`,
    `<title>${escaped(name)}</title>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    ...[title, ...shapes(timeline, frame)].map(element),
    "</svg>\n",
  ].join("\n");
}

function element({ tag, attributes, text, title }) {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const content = title === undefined ? escaped(text ?? "") : `<title>${escaped(title)}</title>`;
  return `<${tag}${written.join("")}>${content}</${tag}>`;
}

/** Text of a name; what XML cannot carry becomes a space. */
function escaped(text) {
  return text
    .replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
