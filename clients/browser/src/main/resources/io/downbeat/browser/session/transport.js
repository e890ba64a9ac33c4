// The transport, which a button and a key start and stop.

import { session } from "./store.js";

/** Starts the transport, or stops it if it plays. */
export function playOrStop() {
  session.send(session.value("/playing", 0) > 0 ? "/stop" : "/play");
}
