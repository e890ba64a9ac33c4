/**
 * What plays one node of the graph. `stage` says where it stands: `drum` and `voice` make sound,
 * `filter`, `gain` and `voice-mixer` change that of the voices, `mixer` and `room` that of all.
 */
export class NodeVoice {
  /** @param values of the node's parameters, by name; the caller keeps them present. */
  constructor(context, values) {
    this.context = context;
    this.values = { ...values };
    this.output = context.createGain();
  }

  /** A parameter as a number, or what to use where the node has none of that name. */
  number(name, otherwise, values = this.values) {
    const value = Number(values[name]);
    return Number.isFinite(value) ? value : otherwise;
  }

  /** Called when a parameter has a new value from `time` of the audio clock on. */
  changed(_param, _time, _values) {}

  close() {
    this.output.disconnect();
  }
}

/** Moves an audio parameter without a click. */
export function glide(param, value, time, seconds = 0.015) {
  param.cancelScheduledValues(time);
  param.setTargetAtTime(value, time, seconds);
}

export function within(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
