// beat.js PORT PERIOD_NS COUNT HEX: a datagram every PERIOD_NS by setTimeout, each aimed at its own
// moment, so that what one timer was late the next one is not.
const dgram = require('dgram');
const [port, period, count] = process.argv.slice(2, 5).map(Number);
const bytes = Buffer.from(process.argv[5], 'hex');
const socket = dgram.createSocket('udp4');
const first = performance.now() + 200;
let k = 0;

function beat() {
    socket.send(bytes, port, '127.0.0.1');
    if (++k < count) setTimeout(beat, first + k * period / 1e6 - performance.now());
    else setTimeout(() => socket.close(), 100);
}

setTimeout(beat, first - performance.now());
