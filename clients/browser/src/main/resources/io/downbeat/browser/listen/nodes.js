// Which nodes the graph has, and their values, as /node/... tells them.

/** Subscribes to the nodes of the graph; returns the end of it. */
export function watchNodes(session, { onNodes, onValues }) {
  const endings = [session.show("/node")];
  let endOfValues = () => {};
  let known = "";

  const rebuild = () => {
    const nodes = session.all("/node/list").filter((id) => id !== "").map((id) => ({ id, type: session.value(`/node/${id}/type`, ""), params: paramsOf(session, id) }));
    const now = JSON.stringify(nodes);
    if (now === known) return;
    known = now;
    endOfValues();
    endOfValues = listenToAll(session, nodes, onValues);
    onNodes(nodes.map((node) => ({ ...node, values: Object.fromEntries(node.params.map((param) => [param, session.value(`/node/${node.id}/${param}`)])) })));
    endOfTypes();
    endOfTypes = session.listen(nodes.flatMap(({ id }) => [`/node/${id}/type`, `/node/${id}/params`]), rebuild);
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

function paramsOf(session, id) {
  return session.all(`/node/${id}/params`).filter((param) => param !== "");
}

/** Calls once after each frame, with what that frame changed. */
function listenToAll(session, nodes, onValues) {
  const addresses = nodes.flatMap(({ id, params }) => params.map((param) => ({ id, param, address: `/node/${id}/${param}` })));
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
