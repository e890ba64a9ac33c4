// Which nodes the graph has, and their values, as /node/... tells them.

import { addressPart } from "../session/address.js";

/** Subscribes to the nodes of the graph; returns the end of it. */
export function watchNodes(session, { onNodes, onValues }) {
  const endings = [session.show("/node")];
  let endOfValues = () => {};
  let known = "";

  const rebuild = () => {
    const nodes = session.all("/node/list").filter((id) => id !== "").map((id) => ({ id, type: session.value(`${nodeAt(id)}/type`, ""), params: paramsOf(session, id) }));
    const now = JSON.stringify(nodes);
    if (now === known) return;
    known = now;
    endOfValues();
    endOfValues = listenToAll(session, nodes, onValues);
    onNodes(nodes.map((node) => ({ ...node, values: Object.fromEntries(node.params.map((param) => [param, session.value(parameterAt(node.id, param))])) })));
    endOfTypes();
    endOfTypes = session.listen(nodes.flatMap(({ id }) => [`${nodeAt(id)}/type`, `${nodeAt(id)}/params`]), rebuild);
  };
  let endOfTypes = () => {};
  endings.push(session.listen(["/node/list"], rebuild));
  rebuild();
  return () => {
    endOfTypes();
    endOfValues();
    for (const end of endings) end();
  };
}

/** The parameters of a node, by name. */
export function paramsOf(session, id) {
  return session.all(`${nodeAt(id)}/params`).filter((param) => param !== "");
}

/** The address of a parameter. */
export function parameterAt(id, param) {
  return `${nodeAt(id)}/${addressPart(param)}`;
}

function nodeAt(id) {
  return `/node/${addressPart(id)}`;
}

/** Calls once after each frame, with what that frame changed. */
function listenToAll(session, nodes, onValues) {
  const addresses = nodes.flatMap(({ id, params }) => params.map((param) => ({ id, param, address: parameterAt(id, param) })));
  const last = new Map();
  const changed = () => {
    const changes = [];
    for (const { id, param, address } of addresses) {
      const value = session.value(address);
      if (value === undefined || last.get(address) === value) continue;
      last.set(address, value);
      changes.push({ id, param, value });
    }
    if (changes.length > 0) onValues(changes);
  };
  return session.listen(addresses.map(({ address }) => address), changed);
}
