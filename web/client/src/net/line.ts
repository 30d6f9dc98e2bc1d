/** A line to the server that is kept open: heartbeat, silence taken for death, return with jitter and at once when the network
 *  does. Carries frames; refuses to know what they mean, save `ping`, `pong` and `bye`. Shared by the reader and a screen. */
import { delay } from "../core/backoff";
import { every } from "./beat";

interface Frame {
  readonly type: string;
}

export interface LineEvents<Heard extends Frame> {
  /** The first frame on every new connection. */
  readonly hello: () => Frame;
  readonly heard: (frame: Heard) => void;
  /** Open or not. A person is to be told of a loss only after a few seconds. */
  readonly open: (open: boolean) => void;
  /** The server closed for good: `risen`, `ended` or `rubbish`. */
  readonly parted: (reason: string) => void;
}

const BEAT = 10_000;
const DEAD = 25_000;
const FINAL = new Set(["risen", "ended", "rubbish"]);

export class Line<Heard extends Frame> {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastHeard = 0;
  private over = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly path: string,
    private readonly events: LineEvents<Heard>,
  ) {
    this.stops.push(every(BEAT, () => this.beat()));
    this.listen(window, "online", () => this.hurry());
    this.listen(document, "visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    this.connect();
  }

  /** Whether the frame went out. It is never kept for later: the caller knows what is still worth saying. */
  send(frame: Frame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  close(): void {
    this.over = true;
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    this.socket?.close();
    this.socket = null;
  }

  private listen(target: EventTarget, name: string, heard: () => void): void {
    target.addEventListener(name, heard);
    this.stops.push(() => target.removeEventListener(name, heard));
  }

  private connect(): void {
    clearTimeout(this.timer);
    const address = new URL(this.path, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.socket = socket;
    this.lastHeard = Date.now();
    socket.onopen = () => {
      this.lastHeard = Date.now();
      socket.send(JSON.stringify(this.events.hello()));
    };
    socket.onmessage = (event: MessageEvent<string>) => this.heard(JSON.parse(event.data) as Heard);
    socket.onclose = () => this.lost(socket);
  }

  private heard(frame: Heard): void {
    if (this.over) return;
    this.lastHeard = Date.now();
    if (frame.type === "welcome") {
      this.attempt = 0;
      this.events.open(true);
    }
    if (frame.type === "bye") this.bye((frame as unknown as { reason: string }).reason);
    else this.events.heard(frame);
  }

  private bye(reason: string): void {
    if (!FINAL.has(reason)) return; // the close that follows brings us back
    this.close();
    this.events.open(false);
    this.events.parted(reason);
  }

  private lost(socket: WebSocket): void {
    if (this.over || socket !== this.socket) return;
    this.socket = null;
    this.events.open(false);
    this.timer = setTimeout(() => this.connect(), delay(this.attempt++, Math.random()));
  }

  private beat(): void {
    if (this.over || !this.socket) return;
    if (Date.now() - this.lastHeard > DEAD) this.abandon();
    else this.send({ type: "ping" });
  }

  /** Gives up a connection that says nothing without waiting for its close, which may take minutes. */
  private abandon(): void {
    const socket = this.socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.lost(socket);
  }

  private hurry(): void {
    if (this.over) return;
    this.attempt = 0;
    if (!this.socket) this.connect();
    else this.beat();
  }
}
