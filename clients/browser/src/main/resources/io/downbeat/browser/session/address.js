// Names in addresses.

/** A name or id as a part of an address: what OSC forbids there, and control characters, are written as hyphens. */
export function addressPart(name) {
  return name.replace(/[ #*,/?[\]{}\x00-\x1f\x7f-\x9f]/g, "-");
}
