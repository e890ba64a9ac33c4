// What the page knows of the session: the latest arguments of each address. Only OSC messages
// change it. The page never shows a press as done before the daemon has said so.

import { Connection } from "../osc/connection.js";
import { Clock } from "./clock.js";

/**
 * What the page shows all the time. What only an editor or the parameters of a track show is added while
 * they are open: a large session has thousands of clips, and the daemon sends each value of each of them.
 */
const PATTERNS = [
  "/playing",
  "/tempo",
  "/signature",
  "/beat",
  "/clock",
  "/quantize",
  "/launch",
  "/track/count",
  "/track/*/{name,color,active,queued,countdown,dirty,nodes,safe}",
  "/track/*/clip/count",
  "/track/*/clip/*/{name,color,state,progress,mode}",
  "/scene/{count,active,queued,last}",
  "/scene/*/{name,color,state,countdown,tempo}",
  "/cue",
  "/node/list",
  "/record",
  "/arrangement",
  "/session",
  "/undo/name",
  "/redo/name",
  "/clients",
  "/version",
];

/** Messages that are events and not values. */
const EVENTS = new Set([
  "/error",
  "/session/saved",
  "/session/loaded",
  "/session/warning",
  "/arrangement/exported",
]);

/** How many events the page keeps, and for how many milliseconds it shows one. */
const EVENTS_KEPT = 50;
export const EVENT_SHOWN = 9000;

const NONE = Object.freeze([]);

class Session {
  constructor() {
    this.values = new Map();
    this.listeners = new Map();
    this.changed = new Set();
    this.extraPatterns = new Map();
    this.stale = null;
    this.clock = new Clock();
    /** Whether this connection has subscribed; the first values come after that, and then the status. */
    this.subscribed = false;
    /** `connecting`, `connected` or `lost`. */
    this.status = "connecting";
    this.events = [];
    this.eventCount = 0;
  }

  /** Opens the connection. The store then fills itself. */
  connect(url) {
    this.connection = new Connection(url, {
      onOpen: () => this.#subscribe(),
      onMessages: (messages) => this.#receive(messages),
      onLost: () => {
        this.subscribed = false;
        this.#setStatus("lost");
      },
    });
  }

  /**
   * Sends a message to the daemon. Without a connection the page says so and sends nothing.
   *
   * @returns whether it was sent
   */
  send(address, ...args) {
    if (this.connection?.send(address, ...args)) return true;
    this.#addEvent(address, "not-connected", "Not connected to Downbeat: nothing was sent.");
    return false;
  }

  /**
   * Sends what changes a continuous value, and asks for that value. The daemon tells a client only
   * when its hand rests what it has set itself; but what this page plays needs it at once.
   *
   * @param value the address of the value
   */
  move(value, address, ...args) {
    this.send(address, ...args);
    this.connection?.send(value);
  }

  /** All arguments of an address; an empty list if it is not known. */
  all(address) {
    return this.values.get(address) ?? NONE;
  }

  /** The first argument of an address. */
  value(address, otherwise) {
    return this.values.get(address)?.[0] ?? otherwise;
  }

  /** Calls the listener after each frame that changed one of the addresses; returns the end of it. */
  listen(addresses, listener) {
    for (const address of addresses) {
      if (!this.listeners.has(address)) this.listeners.set(address, new Set());
      this.listeners.get(address).add(listener);
    }
    return () => {
      for (const address of addresses) {
        const those = this.listeners.get(address);
        those?.delete(listener);
        if (those?.size === 0) this.listeners.delete(address);
      }
    };
  }

  /** Subscribes to more addresses as long as something shows them; returns the end of it. */
  show(pattern) {
    const count = this.extraPatterns.get(pattern) ?? 0;
    this.extraPatterns.set(pattern, count + 1);
    if (count === 0 && this.subscribed) this.connection.send("/subscribe", pattern);
    return () => {
      const left = this.extraPatterns.get(pattern) - 1;
      if (left > 0) {
        this.extraPatterns.set(pattern, left);
        return;
      }
      this.extraPatterns.delete(pattern);
      this.connection.send("/unsubscribe", pattern);
    };
  }

  /** Takes an event off the screen. */
  dismiss(id) {
    this.events = this.events.map((event) => (event.id === id ? { ...event, shown: false } : event));
    this.#notify("events");
  }

  #subscribe() {
    this.stale = new Set(this.values.keys());
    this.connection.send("/subscribe", ...PATTERNS, ...this.extraPatterns.keys());
    this.subscribed = true;
  }

  #receive(messages) {
    const arrival = performance.now();
    for (const { address, args } of messages) this.#take(address, args, arrival);
    // The values of a new connection are shown all at once: a large session has tens of thousands.
    if (this.stale === null) this.#flush();
  }

  #take(address, args, arrival) {
    if (EVENTS.has(address)) {
      this.#event(address, args);
    } else if (address === "/update") {
      if (args[0] === 0) this.#updated();
    } else if (address !== "/pong" && address !== "/heartbeat" && address !== "/hello" && address !== "/bye") {
      this.stale?.delete(address);
      this.values.set(address, args);
      this.changed.add(address);
      this.clock.receive(address, args, arrival);
    }
  }

  /** After the first refresh of a connection nothing stands that the daemon has not sent in it. */
  #updated() {
    for (const address of this.stale ?? NONE) {
      this.values.delete(address);
      this.changed.add(address);
    }
    this.stale = null;
    this.#setStatus("connected");
  }

  #flush() {
    const called = new Set();
    for (const address of this.changed) {
      for (const listener of this.listeners.get(address) ?? NONE) called.add(listener);
    }
    this.changed.clear();
    for (const listener of called) call(listener);
  }

  #event(address, args) {
    switch (address) {
      case "/error":
        return this.#addEvent(String(args[0]), String(args[1]), String(args[2]));
      case "/session/saved":
        return this.#addEvent(address, "done", `Saved as ${args[0]}.`);
      case "/session/loaded":
        return this.#addEvent(address, "done", `Loaded ${args[0]}.`);
      case "/session/warning":
        return this.#addEvent(address, "warning", `${args[0]}: ${args[1]}`);
      default:
        return this.#addEvent(address, "done", `Exported ${args[0]}.`);
    }
  }

  #addEvent(address, code, text) {
    const event = { id: ++this.eventCount, address, code, text, shown: true, at: new Date() };
    this.events = [...this.events, event].slice(-EVENTS_KEPT);
    this.#notify("events");
    setTimeout(() => this.dismiss(event.id), EVENT_SHOWN);
  }

  #setStatus(status) {
    if (this.status === status) return;
    this.status = status;
    this.clock.connected = status === "connected";
    this.#notify("status");
  }

  #notify(key) {
    for (const listener of this.listeners.get(key) ?? NONE) call(listener);
  }
}

/** One listener that fails must not keep the news from the others. */
function call(listener) {
  try {
    listener();
  } catch (mistake) {
    console.error(mistake);
  }
}

/** The one session that the page shows. */
export const session = new Session();
