/** What each command does. The keyboard, the buttons and the help sheet all come here. */
import { batch } from "@preact/signals";
import { isSingle, keysOf, type Command } from "../../core/keymap";
import { zoomStep, type Zoom } from "../../core/layout";
import { say } from "../../design/components/said";
import { current, currentId, label, mayMark, pages } from "../../state/bundle";
import { hearing, mayPresent, rejoin, toggleFollow } from "../../state/hearing";
import { t } from "../../state/language";
import { editing, hidden, makeMark, pointed, sharedOnce } from "../../state/marks";
import { back, forward, jump, linkTo, ownMove, turn, turnDocument } from "../../state/navigation";
import { draft, focusOn, helpOpen, side, tab, textOpen, type Tab } from "../../state/panels";
import { mode, sidebarOpen, zoom } from "../../state/preferences";
import { hits, stepHit, terms } from "../../state/search";
import { selected, selectedText, selecting, tool } from "../../state/selection";
import { hitsOn } from "../../core/hits";
import { clearSelection } from "./stage/select";
import type { Stage } from "./stage/stage";
import { wordsOf } from "./stage/words-store";
import { presenting } from "../presenter/commands";

let stage: Stage | null = null;

export const onStage = (made: Stage): void => void (stage = made);

function zoomTo(fresh: Zoom): void {
  zoom.value = fresh;
  say(t("reader.zoom.now", { percent: Math.round(stage?.percentOf(current.peek()) ?? fresh.percent) }));
}

function zoomBy(direction: 1 | -1): void {
  zoomTo({ kind: "percent", percent: zoomStep(stage?.percentOf(current.peek()) ?? 100, direction) });
}

/** A screenful on; at the end of a page shown by itself, the next page. */
function screen(by: 1 | -1): void {
  const moved = stage?.scrollBy(by * 0.9) ?? false;
  if (moved) ownMove();
  else if (mode.peek() === "single") turn(by);
}

function showTab(wanted: Tab): void {
  const showing = sidebarOpen.peek() && tab.peek() === wanted;
  tab.value = wanted;
  sidebarOpen.value = !showing || wanted === "search";
}

let hitsSought = 0;

/** To a hit, once its place on the page is known; of several sought quickly, to the last. */
export async function goToHit(index: number | undefined): Promise<void> {
  if (index === undefined) return;
  const sought = ++hitsSought;
  const page = pages.peek().idAt(index);
  const found = page ? hitsOn(await wordsOf(page), terms.peek()) : [];
  if (sought !== hitsSought) return;
  jump(index, found[0] ?? null);
}

async function mark(): Promise<void> {
  if (!mayMark.peek()) return;
  const targets = selected.peek();
  if (targets.length === 0) return say(t("marks.select_first"));
  clearSelection();
  selecting.value = false;
  for (const target of targets) pointed.value = await makeMark("highlight", target);
  if (pointed.peek() !== null) sharedOnce();
  say(t("marks.made"));
}

function note(): void {
  const page = currentId.peek();
  if (!mayMark.peek() || page === undefined) return;
  draft.value = selected.peek()[0] ?? { page, quads: [], quote: null };
  selecting.value = false;
  editing.value = null;
  side.value = "notes";
}

function box(): void {
  if (!mayMark.peek()) return;
  tool.value = tool.peek() ? null : { purpose: "box", drawn: (page, quad) => void boxed(page, quad) };
}

async function boxed(page: string, quad: { x0: number; y0: number; x1: number; y1: number }): Promise<void> {
  pointed.value = await makeMark("box", { page, quads: [quad], quote: null });
  if (pointed.peek() !== null) sharedOnce();
  say(t("marks.made"));
}

async function copyReference(): Promise<void> {
  const quote = selectedText();
  const text = quote === "" ? linkTo(label.peek()) : `“${quote}” (${label.peek()})`;
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  say(copied ? t("reader.copied", { text: text.slice(0, 100) }) : t("reader.copy_failed"));
}

function escape(): void {
  if (tool.peek()) tool.value = null;
  else if (selected.peek().length > 0) clearSelection();
  else if (textOpen.peek()) textOpen.value = false;
  else if (side.peek() && !draft.peek() && !editing.peek()) side.value = null;
  pointed.value = null;
}

const toggleSide = (wanted: "notes" | "court"): void => void (side.value = side.peek() === wanted ? null : wanted);

const ACTIONS: Readonly<Record<Command, () => void>> = {
  next: () => turn(1),
  previous: () => turn(-1),
  first: () => jump(0),
  last: () => jump(pages.peek().count - 1),
  "screen-down": () => screen(1),
  "screen-up": () => screen(-1),
  "next-document": () => turnDocument(1),
  "previous-document": () => turnDocument(-1),
  "go-to": () => focusOn("go-to-box"),
  search: () => {
    batch(() => {
      tab.value = "search";
      sidebarOpen.value = true;
    });
    focusOn("search-box");
  },
  "next-hit": () => void (hits.peek().length > 0 && goToHit(stepHit(1))),
  "previous-hit": () => void (hits.peek().length > 0 && goToHit(stepHit(-1))),
  back,
  forward,
  "zoom-in": () => zoomBy(1),
  "zoom-out": () => zoomBy(-1),
  "fit-width": () => zoomTo({ kind: "width", percent: 100 }),
  "fit-page": () => zoomTo({ kind: "page", percent: 100 }),
  "true-size": () => zoomTo({ kind: "percent", percent: 100 }),
  "turn-mode": () => {
    mode.value = mode.peek() === "single" ? "continuous" : "single";
    say(mode.peek() === "single" ? t("reader.mode.single") : t("reader.mode.continuous"));
  },
  index: () => showTab("index"),
  thumbnails: () => showTab("pages"),
  notes: () => toggleSide("notes"),
  text: () => void (textOpen.value = !textOpen.peek()),
  "hide-marks": () => {
    hidden.value = !hidden.peek();
    say(hidden.peek() ? t("marks.hidden") : t("marks.shown"));
  },
  highlight: () => void mark(),
  note,
  box,
  select: () => void (selecting.value = true),
  "copy-reference": () => void copyReference(),
  follow: () => void (hearing.peek() && toggleFollow()),
  rejoin: () => void (hearing.peek() && rejoin()),
  present: () => void (mayPresent.peek() && toggleSide("court")),
  show: () => void presenting("show"),
  "call-out": () => void presenting("call-out"),
  blank: () => void presenting("blank"),
  help: () => void (helpOpen.value = !helpOpen.peek()),
  escape,
};

export function perform(command: Command): void {
  ACTIONS[command]();
}

/** Keys that belong to a field being written in, or to a control that has the focus. */
export function belongsElsewhere(event: KeyboardEvent, command: Command): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest("input, textarea, select, [contenteditable]");
  const modal = document.querySelector("dialog[open]") !== null;
  if (modal) return command !== "help";
  if (field) return !event.ctrlKey && !event.metaKey && event.key !== "F3";
  const control = target.closest("button, summary, a, [role=tab], [role=slider], [role=listbox]");
  const plain = !keysOf(command).some(isSingle) || event.key === " ";
  return control !== null && plain && ["ArrowLeft", "ArrowRight", " ", "Enter", "Home", "End"].includes(event.key) && !event.altKey;
}
