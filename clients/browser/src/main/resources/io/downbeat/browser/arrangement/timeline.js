// What lies in the arrangement, as the picture of it needs it. All of it comes by OSC.

import { trackColour } from "../session/colours.js";

const GONE = "(deleted)";

/** What the page subscribes to while it shows the arrangement. */
export const TIMELINE_PATTERNS = ["/arrangement/{scenes,tempos,signatures}", "/track/*/arrangement/clips"];

/** While a take grows, the picture is longer than it by up to so many beats, and seldom changes its scale. */
const AHEAD = 32;

/**
 * The arrangement. All places are in beats.
 *
 * @param take what is being recorded, of `currentTake`; null: nothing
 * @returns `length`; `lanes` of the tracks that were recorded, each with its `name` and `blocks` as
 *     `{ from, to, name, colour, recording }`; `scenes` as `{ at, name }`; `tempos` as `{ at, from, to, beats }`,
 *     where a ramp has beats; `signatures` as `{ at, bar }` with the beats of a bar
 */
export function readTimeline(store, take = null) {
  const recorded = store.value("/arrangement/length", 0);
  const length = take === null ? recorded : Math.max(recorded, Math.ceil((take.end + 1) / AHEAD) * AHEAD);
  const lanes = [];
  for (let track = 1; track <= store.value("/track/count", 0); track++) {
    const changes = groups(store.all(clipsOf(track)), 2);
    const before = blocks(store, track, changes, recorded);
    const all = take === null ? before : [...outside(before, take), ...taken(store, track, take)];
    if (changes.length > 0 || all.length > 0) lanes.push({ name: store.value(`/track/${track}/name`, ""), blocks: all });
  }
  const signatures = groups(store.all("/arrangement/signatures"), 3);
  if (signatures.length === 0) signatures.push([0, ...store.all("/signature")]);
  return {
    length,
    lanes,
    scenes: groups(store.all("/arrangement/scenes"), 2).map(([at, scene]) => ({ at, name: scene > 0 ? store.value(`/scene/${scene}/name`, "") : GONE })),
    tempos: groups(store.all("/arrangement/tempos"), 4).map(([at, from, to, beats]) => ({ at, from, to, beats })),
    signatures: signatures.map(([at, beats, unit]) => ({ at, bar: (beats * 4) / unit })),
  };
}

/** The addresses that the arrangement, and a take, are read from. */
export function timelineAddresses(store, take) {
  const lists = ["/arrangement/length", "/arrangement/scenes", "/arrangement/tempos", "/arrangement/signatures", "/track/count"];
  const names = new Set(groups(store.all("/arrangement/scenes"), 2).map(([, scene]) => `/scene/${scene}/name`));
  for (let track = 1; track <= store.value("/track/count", 0); track++) {
    lists.push(clipsOf(track), `/track/${track}/name`, `/track/${track}/color`);
    for (const [, clip] of [...groups(store.all(clipsOf(track)), 2), ...(take?.clips[track] ?? [])]) {
      names.add(`/track/${track}/clip/${clip}/name`).add(`/track/${track}/clip/${clip}/color`);
    }
  }
  return [...lists, ...names];
}

/** The length of the bar at a beat. */
export function barAt(timeline, beat) {
  return timeline.signatures.findLast(({ at }) => at <= beat)?.bar ?? 4;
}

function clipsOf(track) {
  return `/track/${track}/arrangement/clips`;
}

function blocks(store, track, changes, length) {
  const of = `/track/${track}`;
  const own = trackColour(store.value(`${of}/color`, ""), track);
  return changes
    .map(([from, clip], index) => ({ from, to: Math.min(changes[index + 1]?.[0] ?? length, length), clip }))
    .filter(({ from, to, clip }) => clip !== 0 && to > from)
    .map(({ from, to, clip }) => ({
      from,
      to,
      name: clip > 0 ? store.value(`${of}/clip/${clip}/name`, "") : GONE,
      colour: (clip > 0 && store.value(`${of}/clip/${clip}/color`, "")) || own,
    }));
}

/** The blocks of what is being recorded. */
function taken(store, track, take) {
  return blocks(store, track, take.clips[track] ?? [], take.end).map((block) => ({ ...block, recording: true }));
}

/** What of the blocks does not lie under a take. */
function outside(all, { start, end }) {
  return all
    .flatMap((block) => [
      { ...block, to: Math.min(block.to, start) },
      { ...block, from: Math.max(block.from, end) },
    ])
    .filter(({ from, to }) => to > from);
}

/** A list of numbers in groups; a list of a single 0 has none. */
function groups(numbers, size) {
  const all = [];
  for (let at = 0; at + size <= numbers.length; at += size) all.push(numbers.slice(at, at + size));
  return all;
}
