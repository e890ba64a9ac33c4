// The worker of ticker.js: it answers its first message, a number of milliseconds, again and again.

onmessage = ({ data }) => setInterval(() => postMessage(null), data);
