// What queued launches will change at their boundary: the values of clips and the tempo of a scene,
// so that the first step of the new bar plays with them. They arrive as /node/... and /tempo at the
// boundary; this page hands sound to the card earlier than that.

import { addressPart } from "../session/address.js";
import { parameterAt, paramsOf } from "./nodes.js";

/** Milliseconds behind its boundary after which a launch's values have surely arrived by themselves. */
const ARRIVED = 250;

/** Boundaries lie on sixteenths; quarters. */
const GRID = 0.25;

/** Quarters by which the clock may be behind. A countdown that arrives late can only make a boundary look later. */
const BEHIND = 0.06;

export class Upcoming {
  /** @param onChange called when something was queued, or is no longer */
  constructor(session, onChange) {
    this.session = session;
    this.clock = session.clock;
    this.onChange = onChange;
    this.queued = new Map();
    this.endings = [
      session.show("/fade"),
      session.show("/track/*/fade"),
      session.show("/track/*/clip/*/fade"),
      session.listen(["/track/count"], () => this.#watchTracks()),
      session.listen(["/scene/queued", "/clock/source", "/clock/link/enabled"], () => this.#watchScene()),
    ];
    this.endOfTracks = () => {};
    this.endOfScene = () => {};
    this.#watchTracks();
    this.#watchScene();
  }

  close() {
    this.endOfTracks();
    this.endOfScene();
    for (const { end } of this.queued.values()) end();
    for (const end of this.endings) end();
    this.clock.expectTempo(null);
  }

  /** The values of a node's parameters at a position in quarters. */
  valuesAt(id, position, present) {
    let values = present;
    for (const launch of this.queued.values()) {
      if (position >= launch.boundary - 1e-3 && launch.values.has(id)) values = { ...values, ...launch.values.get(id) };
    }
    return values;
  }

  /** The launches whose boundary lies between two positions. */
  between(from, to) {
    return [...this.queued.values()].filter(({ boundary }) => boundary >= from && boundary < to);
  }

  #watchTracks() {
    this.endOfTracks();
    const tracks = Array.from({ length: this.session.value("/track/count", 0) }, (_, index) => index + 1);
    const endings = tracks.map((track) => this.session.listen(["queued", "countdown", "fade"].map((part) => `/track/${track}/${part}`).concat("/fade"), () => this.#changed(track)));
    this.endOfTracks = () => endings.forEach((end) => end());
    for (const track of tracks) this.#changed(track);
  }

  /** Another clock keeps its own tempo. */
  #watchScene() {
    this.endOfScene();
    const ownClock = this.session.value("/clock/source", "internal") === "internal" && !(this.session.value("/clock/link/enabled", 0) > 0);
    const scene = ownClock ? this.session.value("/scene/queued", 0) : 0;
    const at = `/scene/${scene}`;
    const changed = () => {
      const tempo = this.session.value(`${at}/tempo`, 0);
      const countdown = this.session.value(`${at}/countdown`, -1);
      const comes = scene > 0 && tempo > 0 && countdown >= 0;
      this.clock.expectTempo(comes ? { quarters: this.#boundary(countdown), tempo } : null);
      this.onChange();
    };
    this.endOfScene = this.session.listen([`${at}/tempo`, `${at}/countdown`], changed);
    changed();
  }

  #changed(track) {
    const clip = this.session.value(`/track/${track}/queued`, 0);
    const countdown = this.session.value(`/track/${track}/countdown`, -1);
    const known = this.queued.get(track);
    if (clip <= 0 || countdown < 0 || this.#fades(track, clip)) {
      this.#forget(track, known);
      return;
    }
    const boundary = this.#boundary(countdown);
    if (known?.clip === clip) {
      // A later one counts when it is told twice: the first time the message may have been late.
      const later = boundary > known.boundary && boundary !== known.heard;
      known.heard = boundary;
      if (later || boundary === known.boundary) return;
      known.boundary = boundary;
    } else {
      known?.end();
      this.queued.set(track, this.#launch(track, clip, boundary));
    }
    this.onChange();
  }

  /** A launch that was taken back is forgotten at once; one that was performed, when its values are here. */
  #forget(track, launch) {
    if (launch === undefined) return;
    const end = () => {
      launch.end();
      if (this.queued.get(track) === launch) this.queued.delete(track);
      this.onChange();
    };
    const left = this.clock.timeOf(launch.boundary) - performance.now();
    if (left > ARRIVED / 4) end();
    else setTimeout(end, Math.max(left + ARRIVED, 0));
  }

  /** A launch, whose values are asked for and come as they arrive. */
  #launch(track, clip, boundary) {
    const params = this.session.all(`/track/${track}/nodes`).flatMap((id) => paramsOf(this.session, id).map((param) => ({ id, param })));
    const stored = params.map(({ id, param }) => ({ id, param, address: `/track/${track}/clip/${clip}/param/${addressPart(id)}/${addressPart(param)}` }));
    const launch = { clip, boundary, heard: boundary, values: new Map() };
    launch.end = this.session.listen(stored.map(({ address }) => address), () => {
      for (const { id, param, address } of stored) {
        const value = this.session.value(address);
        const locked = this.session.value(`${parameterAt(id, param)}/lock`, 0) > 0;
        if (value === undefined || locked) continue;
        if (!launch.values.has(id)) launch.values.set(id, {});
        launch.values.get(id)[param] = value;
      }
      this.onChange();
    });
    this.session.send(`/track/${track}/clip/${clip}/param/*/*`);
    return launch;
  }

  /** A fade begins at the boundary with the values that are there: nothing to know ahead. */
  #fades(track, clip) {
    const fade = [`/track/${track}/clip/${clip}/fade`, `/track/${track}/fade`, "/fade"].map((address) => this.session.value(address, -1)).find((value) => value >= 0);
    return fade > 0;
  }

  #boundary(countdown) {
    const { barStart } = this.clock;
    const ahead = this.clock.position(performance.now()) + countdown + BEHIND - barStart;
    return barStart + Math.floor(ahead / GRID) * GRID;
  }
}
