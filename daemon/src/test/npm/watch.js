// Keeps the namespace up to date by the messages of the server, while it edits the session: after
// each edit, what it knows must be what it reads anew. Prints the messages.
const http = require("http");
const WebSocket = require("ws");
const osc = require("osc");
const { OSCQueryDiscovery } = require("oscquery");

const port = Number(process.argv[2]);
const agent = new http.Agent({ keepAlive: true });

/** The JSON of a path; undefined if there is no such path. */
function read(path) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port, path: encodeURI(path), agent }, (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("end", () =>
          resolve(response.statusCode === 404 ? undefined : JSON.parse(Buffer.concat(parts))),
        );
      })
      .on("error", reject);
  });
}

/** Each path below a node with its attributes; values come by listening. */
function collect(node, into) {
  const { CONTENTS, VALUE, ...attributes } = node;
  into.set(node.FULL_PATH, JSON.stringify(attributes));
  Object.values(CONTENTS ?? {}).forEach((child) => collect(child, into));
  return into;
}

function remove(known, path) {
  for (const each of [...known.keys()]) {
    if (path === "/" || each === path || each.startsWith(`${path}/`)) known.delete(each);
  }
}

async function obey(known, { COMMAND, DATA }) {
  console.log(COMMAND, DATA.OLD ? `${DATA.OLD} ${DATA.NEW}` : DATA);
  if (COMMAND === "PATH_RENAMED") {
    if ((await read(DATA.OLD)) !== undefined) throw new Error(`${DATA.OLD} is still there`);
    if ((await read(DATA.NEW)) === undefined) throw new Error(`${DATA.NEW} is not there`);
    return;
  }
  remove(known, DATA);
  const node = COMMAND === "PATH_REMOVED" ? undefined : await read(DATA);
  if (node !== undefined) collect(node, known);
}

async function main() {
  const service = await new OSCQueryDiscovery().queryNewService("127.0.0.1", port);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.binaryType = "nodebuffer";
  const messages = [];
  const answers = [];
  let wake = () => {};
  const receive = (packet) =>
    packet.packets ? packet.packets.forEach(receive) : answers.push(packet);
  socket.on("message", (data, isBinary) => {
    if (isBinary) receive(osc.readPacket(new Uint8Array(data), {}));
    else messages.push(JSON.parse(data.toString()));
    wake();
  });
  await new Promise((open) => socket.on("open", open));
  const anything = () => new Promise((resolve) => (wake = resolve));
  const send = (address, ...values) =>
    socket.send(
      osc.writePacket({
        address,
        args: values.map((value) => ({ type: typeof value === "string" ? "s" : "f", value })),
      }),
    );

  const known = collect(await read("/"), new Map());
  let pings = 0;
  for (const [address, ...values] of JSON.parse(process.argv[3])) {
    console.log(">", address, ...values);
    send(address, ...values);
    // What is sent later is handled later; a load is answered when it is done.
    pings += 1;
    if (address !== "/session/load") send("/ping", pings);
    const isDone = ({ address, args }) =>
      address === "/session/loaded" || (address === "/pong" && args[0] === pings);
    while (!answers.some(isDone)) await anything();
    answers.filter(({ address }) => address === "/error").forEach(({ args }) => console.log("error", ...args));
    answers.length = 0;

    let fresh = collect(await read("/"), new Map());
    while (true) {
      while (messages.length > 0) await obey(known, messages.shift());
      const different = [...new Set([...known.keys(), ...fresh.keys()])].filter(
        (path) => known.get(path) !== fresh.get(path),
      );
      if (different.length === 0) break;
      // The messages that tell it must come, or this waits until the test gives up.
      while (messages.length === 0) await anything();
    }
  }
  await service.update();
  const methods = service.flat().map((method) => method.full_path);
  const missing = methods.filter((path) => !known.has(path));
  console.log("methods", methods.length, "of", known.size, "missing", missing.length);
  socket.close();
}

main().then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
