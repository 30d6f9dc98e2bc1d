/** A courtroom's screen: its line to the hearing, its glass, and the little it says when there is nothing to show. */
import type { FromScreen, PairedPage, ToScreen } from "../../api/shapes";
import { delay } from "../../core/backoff";
import { Line } from "../../net/line";
import { Stage } from "./stage";
import { dropTicket, type Brought } from "./ticket";
import { t, type ScreenKey } from "./words";

type Told = Extract<ToScreen, { readonly type: "welcome" | "screen" }>;

const WORTH_SAYING = 5000; // milliseconds without a line before anybody is told

const ENDS: Readonly<Record<string, ScreenKey>> = { risen: "screen.risen" };

function part(className: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const made = document.createElement("p");
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export class CourtScreen {
  private readonly glass = document.createElement("div");
  private readonly note = part("note");
  private readonly lost = part("lost", { hidden: "" });
  private readonly heard = part("only-heard", { role: "status" });
  private readonly stage = new Stage(this.glass, alternative);
  private readonly line: Line<ToScreen>;
  private epoch: string | null = null;
  private revision = 0;
  private name = "";
  private failures = 0;
  private warning: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, private readonly brought: Brought) {
    this.glass.className = "stage";
    const main = document.createElement("main");
    main.append(this.glass, this.note, this.lost, this.heard);
    root.replaceChildren(main);
    this.say(t("screen.waiting"), true);
    this.line = new Line<ToScreen>("/api/screens/socket", {
      hello: () => this.hello(),
      heard: (frame) => this.told(frame),
      open: (open) => this.opened(open),
      parted: (reason) => this.parted(reason),
    });
  }

  private hello(): FromScreen {
    const { epoch } = this;
    return { type: "hello", ticket: this.brought.ticket, epoch, seen: epoch === null ? null : this.revision };
  }

  private tell(frame: FromScreen): void {
    this.line.send(frame);
  }

  private told(frame: ToScreen): void {
    if (frame.type === "pong" && frame.revision > this.revision) this.tell(this.hello());
    if (frame.type === "welcome") {
      this.epoch = frame.epoch;
      this.name = frame.name;
      document.title = frame.name;
      this.put(frame);
    } else if (frame.type === "screen" && frame.revision >= this.revision) this.put(frame);
  }

  /** Puts up what the server says, whole. What was there before does not matter. */
  private put(frame: Told): void {
    this.revision = frame.revision;
    if (frame.screen.kind === "page") {
      void this.putPage(frame.screen, frame.revision);
      return;
    }
    this.stage.dark();
    this.heard.textContent = "";
    this.say(this.name, false);
    this.tell({ type: "seen", revision: frame.revision });
  }

  private async putPage(page: PairedPage, revision: number): Promise<void> {
    const made = await this.stage.show(page);
    if (made === "failed") return this.doubt();
    if (made === "superseded") return;
    this.failures = 0;
    this.note.hidden = true;
    this.heard.textContent = alternative(page);
    this.tell({ type: "seen", revision });
  }

  /** The picture could not be fetched: what is shown may be something else by now, so the server is asked. */
  private doubt(): void {
    setTimeout(() => this.tell(this.hello()), delay(this.failures++, Math.random()));
  }

  /** Told of every try that fails: the first begins the wait, the others do not prolong it. */
  private opened(open: boolean): void {
    if (open) this.calm();
    else this.warning ??= setTimeout(() => this.warn(), WORTH_SAYING);
  }

  private calm(): void {
    clearTimeout(this.warning);
    this.warning = undefined;
    this.lost.hidden = true;
  }

  private warn(): void {
    this.lost.textContent = t("screen.lost");
    this.lost.hidden = false;
  }

  private parted(reason: string): void {
    this.calm();
    this.stage.dark();
    this.heard.textContent = "";
    dropTicket(this.brought.ticket);
    this.say(t(ENDS[reason] ?? "screen.ended"), true);
  }

  private say(sentence: string, middle: boolean): void {
    this.note.hidden = false;
    this.note.className = middle ? "note note--middle" : "note";
    this.note.textContent = sentence;
  }
}

function alternative(page: PairedPage): string {
  return page.label ? t("screen.page", { label: page.label }) : t("screen.page_unnamed");
}

/** Says why there is nothing: the address brought no ticket. */
export function sayNoTicket(root: HTMLElement): void {
  const note = part("note note--middle");
  note.textContent = t("screen.no_ticket");
  const main = document.createElement("main");
  main.append(note);
  root.replaceChildren(main);
}
