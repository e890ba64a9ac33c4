// The entries of /clients/list: clients, and surfaces of the network that could become clients.

const OFFERED = /^offered (\S+) (.*)$/;

/** Names that were offered, by destination: once a surface is a client, the list has its destination only. */
const NAMES = "surface names";
const names = new Map(JSON.parse(sessionStorage.getItem(NAMES) ?? "[]"));

/** The list as `clients`, each `{ destination, name }` with an empty name where none is known, and `offered`, likewise. */
export function readClients(list) {
  const clients = [];
  const offered = [];
  for (const entry of list) {
    const surface = OFFERED.exec(entry);
    if (surface !== null) {
      const [, destination, name] = surface;
      remember(destination, name);
      offered.push({ destination, name });
    } else if (entry !== "") {
      clients.push({ destination: entry, name: names.get(entry) ?? "" });
    }
  }
  return { clients, offered };
}

/** Until this tab is closed, also over a reload. */
function remember(destination, name) {
  if (names.get(destination) === name) return;
  names.set(destination, name);
  sessionStorage.setItem(NAMES, JSON.stringify([...names]));
}
