// Reads the whole namespace with the npm package oscquery, and prints what it found.
const { OSCQueryDiscovery } = require("oscquery");

async function main(port) {
  const service = await new OSCQueryDiscovery().queryNewService("127.0.0.1", port);
  const methods = service.flat();
  const tempo = service.resolvePath("/tempo");
  console.log(`methods ${methods.length}`);
  console.log(`osc ${service.hostInfo.oscTransport} ${service.hostInfo.oscPort}`);
  console.log(`ws ${service.hostInfo.wsPort}`);
  console.log(`tempo ${tempo.getValue(0)} ${JSON.stringify(methods.find((m) => m.full_path === "/tempo").arguments)}`);
}

main(Number(process.argv[2])).then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
