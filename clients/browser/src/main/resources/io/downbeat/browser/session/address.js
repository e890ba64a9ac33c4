// Names in addresses.

/** A name or id as a part of an address: what OSC forbids there is written as a hyphen. */
export function addressPart(name) {
  return name.replace(/[ #*,/?[\]{}]/g, "-");
}
