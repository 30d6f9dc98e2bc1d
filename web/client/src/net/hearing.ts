/** A hearing as a member's browser knows it: what the court is looking at, who has the floor, and orders given and answered.
 *
 * The server is the only authority: a welcome replaces everything, an older screen is ignored, and an order stands only when it
 * is answered `done`. Refuses to know how anything is drawn. */
import type {
  AudienceCount, Bye, Done, FloorChanged, FromMember, MemberPage, Dark, Refused, Roster, ToMember, Welcome, You,
} from "../api/shapes";
import { newId } from "./ids";
import { Line } from "./line";

export type CourtScreen = MemberPage | Dark;

export interface HearingState {
  readonly connected: boolean;
  /** When the connection was lost (milliseconds), or null. */
  readonly lostAt: number | null;
  readonly parted: Bye["reason"] | null;
  readonly you: You | null;
  readonly revision: number;
  readonly screen: CourtScreen;
  readonly floor: FloorChanged | null;
  readonly roster: Roster | null;
  readonly audience: AudienceCount | null;
}

type Order = Exclude<FromMember, { type: "hello" | "seen" | "ping" }>;
type Spoken<Given> = Given extends unknown ? Omit<Given, "command_id"> : never;
/** An order without its id, which is made here. */
export type Intent = Spoken<Order>;

/** The server refused an order, or it could not be given: `reason` is a sentence, empty when there was no connection. */
export class OrderRefused extends Error {
  constructor(
    readonly key: string,
    readonly reason: string,
  ) {
    super(reason || key);
  }
}

interface Awaited {
  readonly order: Order;
  readonly since: number;
  readonly done: (revision: number) => void;
  readonly failed: (refusal: OrderRefused) => void;
}

const WORTH_REPEATING = 4_000; // a page asked for longer ago than this is not what anybody wants to see now
const PATIENCE = 10_000;
const START: HearingState = {
  connected: false, lostAt: null, parted: null, you: null, revision: 0,
  screen: { kind: "dark" }, floor: null, roster: null, audience: null,
};

export class HearingLine {
  state: HearingState = START;
  private epoch: string | null = null;
  private readonly line: Line<ToMember>;
  private readonly awaited = new Map<string, Awaited>();

  constructor(
    hearing: string,
    private readonly changed: (state: HearingState) => void,
  ) {
    this.line = new Line<ToMember>(`/api/hearings/${hearing}/socket`, {
      hello: () => this.hello(),
      heard: (frame) => this.heard(frame),
      open: (open) => this.become({ connected: open, lostAt: open ? null : (this.state.lostAt ?? Date.now()) }),
      parted: (reason) => this.become({ parted: reason as Bye["reason"], screen: { kind: "dark" } }),
    });
  }

  /** Gives an order. Resolves with the revision it made; rejects with `OrderRefused`. */
  order(intent: Intent): Promise<number> {
    const order = { ...intent, command_id: newId() } as Order;
    return new Promise((done, failed) => {
      const sent = this.line.send(order);
      if (!sent && order.type !== "show") {
        failed(new OrderRefused("offline", ""));
        return;
      }
      if (order.type === "show") this.supersede();
      this.awaited.set(order.command_id, { order, since: Date.now(), done, failed });
      setTimeout(() => this.answer(order.command_id, (each) => each.failed(new OrderRefused("offline", ""))), PATIENCE);
    });
  }

  close(): void {
    this.line.close();
  }

  /** A page shown while an earlier one has not been answered: only the newest is worth repeating. */
  private supersede(): void {
    if (this.state.connected) return;
    for (const [id, { order }] of this.awaited) {
      if (order.type === "show") this.answer(id, (each) => each.failed(new OrderRefused("superseded", "")));
    }
  }

  private hello(): FromMember {
    return { type: "hello", epoch: this.epoch, seen: this.epoch === null ? null : this.state.revision };
  }

  private heard(frame: ToMember): void {
    switch (frame.type) {
      case "welcome":
        return this.welcomed(frame);
      case "screen":
        if (frame.revision >= this.state.revision) this.become({ revision: frame.revision, screen: frame.screen });
        this.line.send({ type: "seen", revision: frame.revision } as FromMember);
        return;
      case "floor":
        return this.become(this.mayCount(frame) ? { floor: frame } : { floor: frame, audience: null });
      case "roster":
        return this.become({ roster: frame });
      case "audience":
        return this.become({ audience: frame });
      case "pong":
        if (frame.revision > this.state.revision) this.line.send(this.hello());
        return;
      case "done":
      case "refused":
        return this.answered(frame);
      case "bye":
        return;
    }
  }

  private welcomed(frame: Welcome): void {
    this.epoch = frame.epoch;
    const { you, revision, screen, floor } = frame;
    this.become({ you, revision, screen, floor, roster: frame.roster ?? null, audience: null });
    this.line.send({ type: "seen", revision } as FromMember);
    for (const [id, each] of this.awaited) {
      const worth = Date.now() - each.since < WORTH_REPEATING;
      if (worth) this.line.send(each.order);
      else this.answer(id, ({ failed }) => failed(new OrderRefused("offline", "")));
    }
  }

  private answered(frame: Done | Refused): void {
    if (frame.command_id === null) return;
    if (frame.type === "done") this.answer(frame.command_id, (each) => each.done(frame.revision));
    else this.answer(frame.command_id, (each) => each.failed(new OrderRefused(frame.key, frame.reason)));
  }

  private answer(id: string, how: (awaited: Awaited) => void): void {
    const awaited = this.awaited.get(id);
    if (!awaited) return;
    this.awaited.delete(id);
    how(awaited);
  }

  /** Only the clerk and the holder are told who will see. */
  private mayCount(floor: FloorChanged): boolean {
    const you = this.state.you;
    return you !== null && (you.run || floor.holder === you.person);
  }

  private become(change: Partial<HearingState>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}
