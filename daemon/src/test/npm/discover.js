// Looks for OSCQuery servers on the network with the npm package oscquery, and prints those that
// come and go, with what they serve.
const { OSCQueryDiscovery } = require("oscquery");

const discovery = new OSCQueryDiscovery();
const show = (what, service) =>
  console.log(what, service.address, service.port, service.resolvePath("/tempo")?.getValue(0));
discovery.on("up", (service) => show("up", service));
discovery.on("down", (service) => show("down", service));
discovery.on("error", (failure) => console.log("error", failure));
discovery.start();
