// Where everything of the arrangement's picture stands, by the rules of daemon/docs/export.md. The page and
// the file that it saves are drawn by it.

/** Pixels. */
export const RULES = { row: 22, lane: 40, gap: 6, tempo: 64, names: 140, beat: 10, barLabel: 48, character: 7.2 };

/**
 * What is to be drawn: `{ tag, attributes, text, title }`, in the order in which it is drawn.
 *
 * @param timeline of `readTimeline`
 * @param frame where it is drawn. `top`; `left` and `width` of the part for the beats, `start`, the beat at its
 *     left edge, `scale`, pixels a beat; `edge`, the right edge of what can be seen; `names`, the left edge and `room`,
 *     the width of the names; `unit`, by how much everything is larger than the rules
 */
export function shapes(timeline, frame) {
  const drawing = new Drawing(timeline, frame);
  drawing.bars();
  drawing.scenes();
  timeline.lanes.forEach((lane, index) => drawing.lane(lane, index));
  drawing.tempo();
  return drawing.shapes;
}

/** The height of the picture. */
export function heightOf(timeline, unit) {
  return (2 * RULES.row + RULES.gap + timeline.lanes.length * (RULES.lane + RULES.gap) + RULES.tempo) * unit;
}

class Drawing {
  constructor(timeline, frame) {
    this.shapes = [];
    this.timeline = timeline;
    this.frame = frame;
    this.right = frame.left + Math.min(frame.width, (timeline.length - frame.start) * frame.scale);
  }

  bars() {
    const { top, unit } = this.frame;
    const bottom = top + heightOf(this.timeline, unit);
    this.name("small", top + 15 * unit, "bars");
    for (const { at, bar } of this.#numberedBars()) {
      const x = this.#x(at);
      this.#shape("path", { class: "bar", d: `M${number(x)} ${number(top + 4 * unit)}V${number(bottom)}` });
      this.#text("small", x + 4 * unit, top + 15 * unit, Math.min((RULES.barLabel - 4) * unit, this.frame.edge - x), String(bar));
    }
  }

  /** A bar has a number if there is room for it behind the last one that has. */
  *#numberedBars() {
    const { scale, unit, start, width } = this.frame;
    const apart = (RULES.barLabel * unit) / scale;
    const end = Math.min(this.timeline.length, start + width / scale);
    let bar = 1;
    let next = 0;
    const { signatures, length } = this.timeline;
    for (let index = 0; index < signatures.length; index++) {
      const { at, bar: beats } = signatures[index];
      const until = Math.min(signatures[index + 1]?.at ?? length, length);
      const count = Math.ceil((until - at) / beats - 1e-9);
      const step = Math.max(1, Math.ceil(apart / beats - 1e-9));
      const first = Math.max(0, Math.ceil((next - at) / beats - 1e-9));
      const hidden = Math.max(0, Math.floor(((start - at) / beats - first) / step)) * step;
      for (let place = first + hidden; place < count && at + place * beats <= end; place += step) {
        if (at + place * beats >= start) yield { at: at + place * beats, bar: bar + place };
      }
      if (count > first) next = at + (first + Math.floor((count - 1 - first) / step) * step) * beats + apart;
      bar += Math.max(0, count);
    }
  }

  scenes() {
    const { top, unit } = this.frame;
    const y = top + RULES.row * unit;
    this.name("small", y + 15 * unit, "scenes");
    const { scenes, length } = this.timeline;
    scenes.forEach(({ at, name }, index) => {
      const [from, to] = this.#visible(at, scenes[index + 1]?.at ?? length);
      if (to <= from) return;
      if (from === this.#x(at)) this.#shape("path", { class: "bar", d: `M${number(from)} ${number(y + 4 * unit)}v${number(RULES.row * unit)}` });
      this.#text("", from + 4 * unit, y + 15 * unit, to - from - 6 * unit, name);
    });
  }

  lane({ name, blocks }, index) {
    const { top, left, unit } = this.frame;
    const y = top + (2 * RULES.row + RULES.gap + index * (RULES.lane + RULES.gap)) * unit;
    const height = RULES.lane * unit;
    this.#shape("rect", { class: "lane", x: number(left), y: number(y), width: number(Math.max(0, this.right - left)), height: number(height) });
    this.name("", y + 24 * unit, name);
    for (const block of blocks) {
      const [from, to] = this.#visible(block.from, block.to);
      if (to <= from) continue;
      this.#shape(
        "rect",
        { class: block.recording ? "block recording" : "block", x: number(from + 0.5), y: number(y), width: number(Math.max(0.5, to - from - 1)), height: number(height), rx: 3, fill: block.colour, stroke: block.colour },
        { title: block.name },
      );
      this.#text("", from + 6 * unit, y + 24 * unit, to - from - 10 * unit, block.name);
    }
  }

  tempo() {
    const { top, unit } = this.frame;
    const { tempos, length, lanes } = this.timeline;
    if (tempos.length === 0) return;
    const y = top + (2 * RULES.row + RULES.gap + lanes.length * (RULES.lane + RULES.gap)) * unit;
    const corners = tempoCorners(tempos, length);
    const values = corners.map(([, bpm]) => bpm);
    const slowest = Math.min(...values);
    const fastest = Math.max(...values);
    const constant = fastest - slowest < 0.05;
    this.name("small", y + 24 * unit, "tempo");
    this.name("small", y + 42 * unit, constant ? number(slowest) : `${number(slowest)} to ${number(fastest)}`);
    const height = (bpm) => y + (12 + (1 - (constant ? 0.5 : (bpm - slowest) / Math.max(1, fastest - slowest))) * (RULES.tempo - 24)) * unit;
    const points = withinView(corners, this.frame.start, this.frame.start + (this.right - this.frame.left) / this.frame.scale);
    if (points.length > 1) this.#shape("path", { class: "tempo", d: `M${points.map(([at, bpm]) => `${number(this.#x(at))} ${number(height(bpm))}`).join("L")}` });
  }

  /** A word in the column of names. */
  name(style, y, text) {
    this.#text(style, this.frame.names, y, this.frame.room - 8 * this.frame.unit, text);
  }

  #x(beat) {
    return this.frame.left + (beat - this.frame.start) * this.frame.scale;
  }

  #visible(from, to) {
    return [Math.max(this.#x(from), this.frame.left), Math.min(this.#x(to), this.right)];
  }

  #shape(tag, attributes, more = {}) {
    this.shapes.push({ tag, attributes, ...more });
  }

  /** A text, shortened to a width; nothing if not even two characters fit. */
  #text(style, x, y, width, text) {
    const most = Math.floor(width / (RULES.character * this.frame.unit));
    const characters = [...text.trim()];
    if (most < 2 && characters.length > most) return;
    const shown = characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
    this.#shape("text", { ...(style && { class: style }), x: number(x), y: number(y) }, { text: shown });
  }
}

/** The tempo as the corners of a line. A ramp is a straight line over its beats. */
function tempoCorners(tempos, length) {
  const corners = [];
  tempos.forEach(({ at, from, to, beats }, index) => {
    const end = Math.min(tempos[index + 1]?.at ?? length, length);
    if (end <= at && corners.length > 0) return;
    corners.push([at, from]);
    if (beats > 0 && at + beats < end) corners.push([at + beats, to], [end, to]);
    else corners.push([end, beats > 0 ? from + ((to - from) * (end - at)) / beats : from]);
  });
  return corners;
}

/** A line of corners, cut at both edges of the view. */
function withinView(corners, start, end) {
  const cut = (beat) => {
    const next = corners.findIndex(([at]) => at >= beat);
    const [a, x] = corners[Math.max(0, next - 1)];
    const [b, y] = corners[next < 0 ? corners.length - 1 : next];
    return [beat, b > a ? x + ((y - x) * (beat - a)) / (b - a) : y];
  };
  return [cut(start), ...corners.filter(([at]) => at > start && at < end), cut(end)];
}

function number(value) {
  return String(Number(value.toFixed(2)));
}
