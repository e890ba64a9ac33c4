// The values that queued clips will write at their boundary, so that the first step of the new bar
// plays with them. They arrive as /node/... at the boundary; this page hands sound to the card
// earlier than that.

/** Milliseconds behind its boundary after which a launch's values have surely arrived by themselves. */
const ARRIVED = 250;

/** Boundaries lie on sixteenths; quarters. */
const GRID = 0.25;

export class Upcoming {
  /** @param onChange called when something was queued, or is no longer */
  constructor(session, clock, onChange) {
    this.session = session;
    this.clock = clock;
    this.onChange = onChange;
    this.queued = new Map();
    this.endings = [session.listen(["/track/count"], () => this.#watchTracks())];
    this.endOfTracks = () => {};
    this.#watchTracks();
  }

  close() {
    this.endOfTracks();
    for (const end of this.endings) end();
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
    const endings = tracks.map((track) => this.session.listen([`/track/${track}/queued`, `/track/${track}/countdown`], () => this.#changed(track)));
    this.endOfTracks = () => endings.forEach((end) => end());
    for (const track of tracks) this.#changed(track);
  }

  #changed(track) {
    const clip = this.session.value(`/track/${track}/queued`, 0);
    const countdown = this.session.value(`/track/${track}/countdown`, -1);
    const known = this.queued.get(track);
    if (clip <= 0 || countdown < 0 || this.#fades(track, clip)) {
      this.#forget(track, known);
      return;
    }
    const boundary = this.#onGrid(this.clock.quartersAt(performance.now()) + countdown);
    if (known?.clip === clip && known.boundary === boundary) return;
    const launch = { clip, boundary, values: known?.clip === clip ? known.values : new Map() };
    this.queued.set(track, launch);
    if (known?.clip !== clip) this.#ask(track, launch);
    this.onChange();
  }

  /** A launch that was taken back is forgotten at once; one that was performed, when its values are here. */
  #forget(track, launch) {
    if (launch === undefined) return;
    const end = () => {
      if (this.queued.get(track) === launch) this.queued.delete(track);
      this.onChange();
    };
    const left = this.clock.timeOf(launch.boundary) - performance.now();
    if (left > ARRIVED / 4) end();
    else setTimeout(end, Math.max(left + ARRIVED, 0));
  }

  /** Asks for the stored values of the clip and keeps them as they come. */
  #ask(track, launch) {
    const params = this.session.all(`/track/${track}/nodes`).flatMap((id) => this.session.all(`/node/${id}/params`).map((param) => ({ id, param })));
    const addresses = params.map(({ id, param }) => ({ id, param, address: `/track/${track}/clip/${launch.clip}/param/${id}/${param}` }));
    const end = this.session.listen(
      addresses.map(({ address }) => address),
      () => {
        end();
        for (const { id, param, address } of addresses) {
          const value = this.session.value(address);
          if (value === undefined) continue;
          if (!launch.values.has(id)) launch.values.set(id, {});
          launch.values.get(id)[param] = value;
        }
        if (this.queued.get(track) === launch || this.queued.get(track)?.values === launch.values) this.onChange();
      },
    );
    this.session.send(`/track/${track}/clip/${launch.clip}/param/*/*`);
  }

  /** A fade begins at the boundary with the values that are there: nothing to know ahead. */
  #fades(track, clip) {
    const fade = [`/track/${track}/clip/${clip}/fade`, `/track/${track}/fade`, "/fade"].map((address) => this.session.value(address, -1)).find((value) => value >= 0);
    return fade > 0;
  }

  #onGrid(quarters) {
    return this.clock.barStart + Math.round((quarters - this.clock.barStart) / GRID) * GRID;
  }
}
