// Talks OSC over a WebSocket with the npm packages ws and osc: asks, launches and receives feedback.
const WebSocket = require("ws");
const osc = require("osc");

const socket = new WebSocket(`ws://127.0.0.1:${process.argv[2]}/`);
const send = (address, ...args) => socket.send(osc.writePacket({ address, args }));

function received(packet) {
  if (packet.packets) {
    packet.packets.forEach(received);
    return;
  }
  console.log(packet.address, ...packet.args);
  if (packet.address === "/pong") {
    socket.send(JSON.stringify({ COMMAND: "LISTEN", DATA: "/node/kick/decay" }));
    socket.send("{\"COMMAND\": \"SING\"}");
    send("/subscribe", { type: "s", value: "/track/1/active" });
  }
  if (packet.address === "/track/1/active" && packet.args[0] !== 2) {
    send("/track/1/clip/2/launch", { type: "s", value: "instant" });
  }
  if (packet.address === "/track/1/active" && packet.args[0] === 2) {
    socket.close();
  }
}

socket.binaryType = "nodebuffer";
socket.on("open", () => {
  send("/ping", { type: "i", value: 7 });
  send("/nonsense");
});
socket.on("message", (data, isBinary) => {
  if (isBinary) {
    received(osc.readPacket(new Uint8Array(data), {}));
  }
});
socket.on("close", (code) => {
  console.log("closed", code);
  process.exit(0);
});
