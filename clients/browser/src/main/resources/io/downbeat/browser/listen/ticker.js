// Calls something again and again, also while the tab is in the background: browsers slow the
// timers of such a page down, but not those of a worker.

/** Calls `act` every `gap` milliseconds; returns the end of it. */
export function everyFew(gap, act) {
  const worker = new Worker(new URL("ticker-worker.js", import.meta.url));
  worker.onmessage = act;
  worker.postMessage(gap);
  return () => worker.terminate();
}
