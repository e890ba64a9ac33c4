// OSC packets as bytes: one message or bundle in, one message out. Everything that is read is
// checked against the end of its packet; a packet with a mistake in it throws an OscError.

const BUNDLE = "#bundle";
/** Bundles in bundles. The daemon sends one level; the limit keeps a hostile packet off the stack. */
const MAX_DEPTH = 8;

// A byte order mark at the beginning of a name is part of the name.
const toText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const toBytes = new TextEncoder();

export class OscError extends Error {}

/**
 * The bytes of a message. A whole number is sent as `i`, another number as `f`, a text as `s`,
 * true and false as `T` and `F`.
 */
export function encodeMessage(address, args = []) {
  let types = ",";
  const parts = [];
  for (const value of args) {
    if (typeof value === "string") {
      types += "s";
      parts.push(paddedText(value));
    } else if (typeof value === "boolean") {
      types += value ? "T" : "F";
    } else if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
      types += "i";
      parts.push(fourBytes((view) => view.setInt32(0, value)));
    } else if (Number.isFinite(value)) {
      types += "f";
      parts.push(fourBytes((view) => view.setFloat32(0, value)));
    } else {
      throw new OscError(`${address}: ${value} cannot be sent as an OSC argument`);
    }
  }
  return joined([paddedText(address), paddedText(types), ...parts]);
}

/** The messages of a packet in their order, as `{ address, args }`, taken out of their bundles. */
export function decodePacket(buffer) {
  const messages = [];
  readPacket(new Reader(new Uint8Array(buffer)), messages, 0);
  return messages;
}

function readPacket(reader, messages, depth) {
  if (depth > MAX_DEPTH) throw new OscError("bundles lie too deep in each other");
  const address = reader.text();
  if (address === BUNDLE) {
    reader.skip(8); // The time tag: the page shows what it gets when it gets it.
    while (!reader.atEnd()) readPacket(reader.part(reader.int32()), messages, depth + 1);
    return;
  }
  if (!address.startsWith("/")) throw new OscError("an address must begin with /");
  messages.push({ address, args: reader.atEnd() ? [] : readArguments(reader) });
}

function readArguments(reader) {
  const types = reader.text();
  if (!types.startsWith(",")) throw new OscError("the types must begin with ,");
  const args = [];
  for (const type of types.slice(1)) {
    if (type !== "[" && type !== "]") args.push(readArgument(reader, type));
  }
  return args;
}

function readArgument(reader, type) {
  switch (type) {
    case "i":
      return reader.int32();
    case "f":
      return shortestDecimal(reader.float32());
    case "s":
    case "S":
      return reader.text();
    case "T":
      return true;
    case "F":
      return false;
    case "N":
      return null;
    case "I":
      return Infinity;
    case "d":
      return reader.float64();
    case "h":
      return reader.int64();
    case "t":
      return reader.bytes(8);
    case "c":
    case "r":
    case "m":
      return reader.bytes(4);
    case "b":
      return reader.blob();
    default:
      throw new OscError(`the type ${type} is unknown`);
  }
}

/** 0.55 as a float is 0.55000001192...: this gives 0.55 back. Nine digits name every float. */
function shortestDecimal(float) {
  for (let digits = 6; digits <= 9; digits++) {
    const decimal = Number(float.toPrecision(digits));
    if (Math.fround(decimal) === float) return decimal;
  }
  return float;
}

class Reader {
  constructor(bytes) {
    this.all = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  atEnd() {
    return this.at === this.all.length;
  }

  skip(count) {
    if (count < 0 || count > this.all.length - this.at) {
      throw new OscError("the packet ends too early");
    }
    const start = this.at;
    this.at += count;
    return start;
  }

  bytes(count) {
    const start = this.skip(count);
    return this.all.subarray(start, start + count);
  }

  part(count) {
    if (count < 4 || count % 4 !== 0) throw new OscError(`a bundle element cannot have ${count} bytes`);
    return new Reader(this.bytes(count));
  }

  int32() {
    return this.view.getInt32(this.skip(4));
  }

  int64() {
    return Number(this.view.getBigInt64(this.skip(8)));
  }

  float32() {
    return this.view.getFloat32(this.skip(4));
  }

  float64() {
    return this.view.getFloat64(this.skip(8));
  }

  blob() {
    const count = this.int32();
    const start = this.skip(count);
    this.skip((4 - (count % 4)) % 4);
    return this.all.subarray(start, start + count);
  }

  text() {
    const end = this.all.indexOf(0, this.at);
    if (end < 0) throw new OscError("a text has no end");
    const start = this.skip((Math.floor((end - this.at) / 4) + 1) * 4);
    try {
      return toText.decode(this.all.subarray(start, end));
    } catch {
      throw new OscError("a text is not UTF-8");
    }
  }
}

function paddedText(text) {
  if (text.includes("\0")) throw new OscError("a text cannot have a NUL in it");
  const bytes = toBytes.encode(text);
  const padded = new Uint8Array((Math.floor(bytes.length / 4) + 1) * 4);
  padded.set(bytes);
  return padded;
}

function fourBytes(write) {
  const bytes = new Uint8Array(4);
  write(new DataView(bytes.buffer));
  return bytes;
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
