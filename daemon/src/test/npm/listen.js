// Listens to single addresses with the npm packages ws and osc, and to nothing else, while another
// connection plays and renames a track. Prints what it is sent.
const WebSocket = require("ws");
const osc = require("osc");

const url = `ws://127.0.0.1:${process.argv[2]}/`;
const track = process.argv[3];
const desk = new WebSocket(url);
const listener = new WebSocket(url);
listener.binaryType = "nodebuffer";

const play = (address, value) =>
  desk.send(
    osc.writePacket({
      address,
      args: [{ type: typeof value === "string" ? "s" : "f", value }],
    }),
  );
const ask = (COMMAND, DATA) => listener.send(JSON.stringify({ COMMAND, DATA }));
const lines = [];
let wake = () => {};

async function line(expected) {
  while (!lines.includes(expected)) await new Promise((resolve) => (wake = resolve));
}

listener.on("message", (data, isBinary) => {
  if (isBinary) {
    // Not readPacket: every frame is one message.
    const { address, args } = osc.readMessage(new Uint8Array(data), {});
    lines.push([address, ...args].join(" "));
  } else {
    const { COMMAND, DATA } = JSON.parse(data.toString());
    if (COMMAND === "PATH_RENAMED") lines.push(`${COMMAND} ${DATA.OLD} ${DATA.NEW}`);
  }
  wake();
});

async function main() {
  await Promise.all([desk, listener].map((each) => new Promise((open) => each.on("open", open))));
  ask("LISTEN", "/track/1/active");
  ask("LISTEN", `/track/${track}/active/name`);
  ask("LISTEN", "/tempo");
  await line("/tempo 120");
  play("/track/1/clip/2/launch", "instant");
  await line("/track/1/active 2");
  play("/track/1/name", "Kit");
  await line(`PATH_RENAMED /track/${track} /track/Kit`);
  ask("IGNORE", "/track/1/active");
  play("/tempo", 130);
  await line("/tempo 130");
  play("/track/1/clip/1/launch", "instant");
  play("/tempo", 131);
  await line("/tempo 131");
  // Two heartbeats would come in this time.
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  lines.forEach((each) => console.log(each));
}

main().then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
