import { html, useEffect, useRef, useState } from "../lib/standalone.module.js";
import { session } from "../session/store.js";
import { useAddresses } from "../session/hooks.js";
import { TextField } from "./text-field.js";

/** Milliseconds after the last move until the fader shows what the daemon says again: its confirmation comes after 250. */
const SETTLE = 400;

/** Pixels that a finger moves sideways before it moves the fader. */
const SLACK = 6;

/** One parameter: a fader over its range, or a text. Live both ways. */
export function Fader({ at, name, node }) {
  const store = useAddresses(at, `${at}/range`, `${at}/text`, `${at}/lock`);
  const value = store.value(at);
  const locked = store.value(`${at}/lock`, 0) > 0;
  const [moved, setMoved] = useState(null);
  useEffect(() => {
    if (moved === null) return;
    const timer = setTimeout(() => setMoved(null), SETTLE);
    return () => clearTimeout(timer);
  }, [moved]);
  const touched = useRef(false);
  const touch = (on) => {
    if (touched.current === on) return;
    touched.current = on;
    session.send(`${at}/touch`, on ? 1 : 0);
  };
  // A fader that goes away while it is held hears of no release.
  useEffect(() => () => touch(false), [at, typeof value]);
  // Where a finger came down, and the value there, until it is clear that it does not scroll the drawer.
  const finger = useRef(null);
  if (value === undefined) return null;
  if (typeof value === "string") {
    return html`<label class="labelled"><span>${name}</span><${TextField} label="${node} ${name}" value=${value} onSet=${(text) => session.send(at, text)} /></label>`;
  }
  const [min = 0, max = 1] = store.all(`${at}/range`);
  const shown = moved ?? value;
  const text = moved === null ? shortened(store.value(`${at}/text`, String(value))) : withUnitOf(store.value(`${at}/text`, ""), moved, max - min);
  const set = (chosen) => {
    setMoved(chosen);
    session.move(at, at, chosen);
  };
  const letGo = (counts) => {
    if (counts && finger.current?.value !== undefined) set(finger.current.value);
    finger.current = null;
    touch(false);
  };
  const part = max > min ? (Math.min(Math.max(shown, min), max) - min) / (max - min) : 0;
  return html`
    <div class="fader ${locked ? "locked" : ""}">
      <div class="fader-label"><span class="name">${name}</span>${locked && html`<span class="badge">locked</span>`}<output aria-hidden="true">${text}</output></div>
      <input type="range" min=${min} max=${max} step="any" value=${shown} aria-label="${node} ${name}" aria-valuetext=${text} style=${{ "--part": `${(part * 100).toFixed(2)}%` }}
        onPointerDown=${(event) => {
          touch(true);
          if (event.pointerType === "touch") finger.current = { x: event.clientX };
        }}
        onPointerMove=${(event) => {
          if (finger.current !== null && Math.abs(event.clientX - finger.current.x) >= SLACK) finger.current = null;
        }}
        onPointerUp=${() => letGo(true)} onPointerCancel=${() => letGo(false)}
        onInput=${(event) => {
          const chosen = Number(event.target.value);
          if (finger.current === null) return set(chosen);
          finger.current.value = chosen;
          event.target.value = shown;
        }} />
      <div class="fader-range" aria-hidden="true"><span>${short(min)}</span><span>${short(max)}</span></div>
    </div>
  `;
}

/** The unit stands behind the number in the daemon's text, after a space. */
function withUnitOf(text, number, span) {
  const unit = /^\S+( .*)$/.exec(text)?.[1] ?? "";
  const digits = span > 100 ? 0 : span > 10 ? 1 : 3;
  return `${number.toFixed(digits)}${unit}`;
}

/** The daemon's text with no more digits than are read: while a value fades it has up to 17. */
function shortened(text) {
  return text.replace(/^-?\d+\.\d+(?= |$)/, (number) => short(Number(number)));
}

function short(number) {
  return String(Number(number.toPrecision(6)));
}
