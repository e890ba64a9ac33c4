// The entries of /clients/list: clients, and surfaces of the network that could become clients.

const OFFERED = /^offered (\S+) (.*)$/;

/** Names that were offered, by destination: once a surface is a client, the list has its destination only. */
const names = new Map();

/** The list as `clients`, each `{ destination, name }` with an empty name where none is known, and `offered`, likewise. */
export function readClients(list) {
  const clients = [];
  const offered = [];
  for (const entry of list) {
    const surface = OFFERED.exec(entry);
    if (surface !== null) {
      const [, destination, name] = surface;
      names.set(destination, name);
      offered.push({ destination, name });
    } else if (entry !== "") {
      clients.push({ destination: entry, name: names.get(entry) ?? "" });
    }
  }
  return { clients, offered };
}
