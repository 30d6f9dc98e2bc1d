import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HearingLine, OrderRefused, type HearingState } from "../src/net/hearing";

type Frame = Record<string, unknown>;

/** The server's end of a line, as the browser's own class would look. */
class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Frame[] = [];

  constructor(readonly address: URL) {
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Frame);
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const page = (label: string) => ({ kind: "page", page: `${label}.1`, label, region: null, rotation: 0, callout: null });
const floor = (holder: string | null) => ({ type: "floor", holder, name: holder, term: 1, away: false });
const you = { person: "me", name: "Me", role: "judge", present: true, run: false };
const welcome = (revision: number, label: string, epoch = "e1") => ({
  type: "welcome", epoch, revision, you, screen: page(label), floor: floor(null), roster: null,
});

function hearing() {
  const states: HearingState[] = [];
  const line = new HearingLine("h1", (state) => states.push(state));
  return { line, socket: () => FakeSocket.made[FakeSocket.made.length - 1]!, shown: () => (line.state.screen.kind === "page" ? line.state.screen.label : "dark") };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { href: "https://court.example/cases/1/read" });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.spyOn(Math, "random").mockReturnValue(1);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a line to the hearing", () => {
  test("says hello and shows what the welcome shows", () => {
    const { socket, shown, line } = hearing();
    socket().accept();
    expect(socket().address.href).toBe("wss://court.example/api/hearings/h1/socket");
    expect(socket().sent[0]).toEqual({ type: "hello", epoch: null, seen: null });
    socket().say(welcome(3, "K1"));
    expect([shown(), line.state.connected]).toEqual(["K1", true]);
    expect(socket().sent[1]).toEqual({ type: "seen", revision: 3 });
  });

  test("the newest screen wins, in whatever order they come", () => {
    const { socket, shown } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().say({ type: "screen", revision: 5, screen: page("K5") });
    socket().say({ type: "screen", revision: 4, screen: page("K4") });
    expect(shown()).toBe("K5");
  });

  test("a welcome replaces everything, even with a lower revision of another epoch", () => {
    const { socket, shown } = hearing();
    socket().accept();
    socket().say(welcome(30, "K1"));
    socket().say(welcome(1, "A1", "e2"));
    expect(shown()).toBe("A1");
  });

  test("returns by itself, says what it has seen, and keeps its last screen meanwhile", () => {
    const { socket, shown, line } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().close();
    expect([line.state.connected, shown()]).toEqual([false, "K1"]);
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.made).toHaveLength(2);
    socket().accept();
    expect(socket().sent[0]).toEqual({ type: "hello", epoch: "e1", seen: 3 });
  });

  test("returns at once when the network does", () => {
    const { socket } = hearing();
    for (let n = 0; n < 8; n++) {
      socket().close();
      vi.advanceTimersByTime(5_000);
    }
    const before = FakeSocket.made.length;
    socket().close();
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.made.length).toBe(before + 1);
  });

  test("beats every ten seconds and gives up a connection that says nothing for twenty-five", () => {
    const { socket, line } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    const silent = socket();
    vi.advanceTimersByTime(20_000);
    expect(silent.sent.filter((frame) => frame["type"] === "ping")).toHaveLength(2);
    vi.advanceTimersByTime(10_000);
    expect(line.state.connected).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(socket()).not.toBe(silent);
  });

  test("a beat's answer that knows more has it ask again", () => {
    const { socket } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().say({ type: "pong", revision: 4 });
    expect(socket().sent.at(-1)).toMatchObject({ type: "hello", seen: 3 });
  });

  test("does not come back when the court has risen", () => {
    const { socket, line, shown } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().say({ type: "bye", reason: "risen" });
    vi.advanceTimersByTime(60_000);
    expect([line.state.parted, shown(), FakeSocket.made.length]).toEqual(["risen", "dark", 1]);
  });

  test("comes back when the server only starts afresh", () => {
    const { socket } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().say({ type: "bye", reason: "restart" });
    socket().close();
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.made).toHaveLength(2);
  });
});

describe("orders", () => {
  const show = { type: "show", page: "K9.1", region: null, rotation: 0, term: 1 } as const;

  test("stand when they are done, and tell the person why when they are refused", async () => {
    const { socket, line } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    const done = line.order(show);
    socket().say({ type: "done", command_id: socket().sent.at(-1)!["command_id"], revision: 4 });
    await expect(done).resolves.toBe(4);
    const refused = line.order({ type: "take_floor" });
    socket().say({ type: "refused", command_id: socket().sent.at(-1)!["command_id"], key: "hearing.not_yours", reason: "Not yours." });
    await expect(refused).rejects.toMatchObject({ reason: "Not yours." });
  });

  test("given without a connection are refused, save the newest page, which is shown on return", async () => {
    const { socket, line } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    socket().close();
    await expect(line.order({ type: "ask_floor" })).rejects.toBeInstanceOf(OrderRefused);
    const older = line.order(show);
    const newer = line.order({ ...show, page: "K10.1" });
    await expect(older).rejects.toMatchObject({ key: "superseded" });
    vi.advanceTimersByTime(1_000);
    socket().accept();
    socket().say(welcome(3, "K1"));
    const again = socket().sent.filter((frame) => frame["type"] === "show");
    expect(again.map((frame) => frame["page"])).toEqual(["K10.1"]);
    socket().say({ type: "done", command_id: again[0]!["command_id"], revision: 4 });
    await expect(newer).resolves.toBe(4);
  });

  test("not answered for ten seconds are given up", async () => {
    const { socket, line } = hearing();
    socket().accept();
    socket().say(welcome(3, "K1"));
    const lost = expect(line.order(show)).rejects.toMatchObject({ key: "offline" });
    await vi.advanceTimersByTimeAsync(10_000);
    await lost;
  });

  test("who will see is forgotten by one who no longer holds the floor", () => {
    const { socket, line } = hearing();
    socket().accept();
    socket().say({ ...welcome(3, "K1"), floor: floor("me") });
    socket().say({ type: "audience", revision: 3, will_see: 12, of: 14, not_admitted: [] });
    expect(line.state.audience?.will_see).toBe(12);
    socket().say(floor("other"));
    expect(line.state.audience).toBeNull();
  });
});
