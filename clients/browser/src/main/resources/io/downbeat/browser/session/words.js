// The words of the enumerations that the page offers, as the address space names them.

export const QUANTIZE = ["instant", "1/16", "1/8", "beat", "1/2", "bar", "2bar", "4bar", "8bar"];
export const CLIP_QUANTIZE = ["global", ...QUANTIZE];
export const CLIP_MODE = ["trigger", "gate", "toggle", "repeat"];
export const CLOCK_SOURCE = ["internal", "link", "midi", "osc", "node"];
export const RECORD_MODE = ["new", "overdub", "replace"];

/** The numbers of `/track/{n}/clip/{m}/state`. */
export const STATE = { EMPTY: 0, STORED: 1, QUEUED: 2, ACTIVE: 3, STOPPING: 4 };
