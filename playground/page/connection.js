// The WebSocket to the playground: events come in, requests go out and are answered; a lost line is taken up again.

const LONGEST_WAIT_MS = 5000;
const LOST = "The playground is not reachable. Is it still running?";

export class Connection {
  /** `onEvent({ t, d })` hears every event; `onState(isOpen)` hears when the line is lost and found. */
  constructor(userId, { onEvent, onState }) {
    this.userId = userId;
    this.onEvent = onEvent;
    this.onState = onState;
    this.waiting = new Map();
    this.count = 0;
    this.wait = 250;
    this.#open();
  }

  /** Asks for something; the promise holds the answer or is refused with an Error whose message can be shown. */
  request(op, d) {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error(LOST));
    this.count += 1;
    const n = this.count;
    this.socket.send(JSON.stringify({ n, op, d }));
    return new Promise((resolve, reject) => this.waiting.set(n, { resolve, reject }));
  }

  /** Gives up for good. */
  end() {
    this.ended = true;
  }

  #open() {
    const address = new URL("/playground/socket", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.userId) address.searchParams.set("as", this.userId);
    this.socket = new WebSocket(address);
    this.socket.addEventListener("open", () => {
      this.wait = 250;
      this.onState(true);
    });
    this.socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.#lost());
  }

  #hear({ t, d, n, error }) {
    if (t !== "ANSWER") return this.onEvent({ t, d });
    const { resolve, reject } = this.waiting.get(n);
    this.waiting.delete(n);
    if (error) reject(new Error(error));
    else resolve(d);
  }

  #lost() {
    for (const { reject } of this.waiting.values()) reject(new Error(LOST));
    this.waiting.clear();
    if (this.ended) return;
    this.onState(false);
    setTimeout(() => this.#open(), this.wait);
    this.wait = Math.min(LONGEST_WAIT_MS, this.wait * 2);
  }
}
