// The WebSocket to the daemon: OSC packets, one a frame. It connects again by itself.

import { decodePacket, encodeMessage } from "./codec.js";

/** Milliseconds until the first new attempt; each further one waits twice as long. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 4000;

/** The daemon sends /heartbeat every second. Without any frame for so many milliseconds it is gone. */
const SILENCE = 5000;

/** Milliseconds between two /ping. They renew the subscription's lease. */
const PING = 10000;

export class Connection {
  /**
   * @param url of the WebSocket
   * @param onOpen called when messages can be sent
   * @param onMessages called with the messages of each frame
   * @param onLost called when the connection has ended
   */
  constructor(url, { onOpen, onMessages, onLost }) {
    this.url = url;
    this.onOpen = onOpen;
    this.onMessages = onMessages;
    this.onLost = onLost;
    this.wait = FIRST_WAIT;
    this.socket = null;
    this.lastFrame = 0;
    setInterval(() => this.#watch(), 1000);
    setInterval(() => this.send("/ping"), PING);
    window.addEventListener("online", () => this.#reconnectNow());
    this.#connect();
  }

  /** Sends a message. Without a connection it is dropped: a launch must not come late. */
  send(address, ...args) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(encodeMessage(address, args));
    return true;
  }

  #connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.lastFrame = performance.now();
    socket.onopen = () => {
      this.wait = FIRST_WAIT;
      this.onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.lastFrame = performance.now();
      if (!(data instanceof ArrayBuffer)) return;
      let messages;
      try {
        messages = decodePacket(data);
      } catch (mistake) {
        console.warn("dropped a packet:", mistake.message);
        return;
      }
      this.onMessages(messages);
    };
    socket.onclose = () => this.#lost(socket);
  }

  #lost(socket) {
    if (this.socket !== socket) return;
    this.socket = null;
    this.onLost();
    this.timer = setTimeout(() => this.#connect(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  #watch() {
    const socket = this.socket;
    if (socket === null || performance.now() - this.lastFrame < SILENCE) return;
    // A socket whose other end has vanished can take minutes to close.
    socket.close();
    this.#lost(socket);
  }

  #reconnectNow() {
    if (this.socket === null) {
      this.wait = FIRST_WAIT;
      this.#connect();
    }
  }
}
