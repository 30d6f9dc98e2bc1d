/** The mouse and the pen on the stage: selecting words, pressing marks, moving a page that has no words under the pointer. */
import type { Point } from "../../../core/geometry";
import { tool } from "../../../state/selection";
import type { Leaf } from "./leaf";
import { clearSelection, endAt, readSelection, select, selectWords, wordUnder, type End } from "./select";
import type { Stage } from "./stage";

export interface PointerEvents {
  /** A press without a drag, on a page or beside it. */
  readonly pressed: (leaf: Leaf | null, at: Point) => void;
  /** The person moved the pages by hand. */
  readonly moved: () => void;
}

const SLIP = 4; // pixels a hand moves without meaning to drag

export function pointing(stage: Stage, events: PointerEvents): void {
  const { scroller } = stage;
  let anchor: End | null = null;
  let pan: { x: number; y: number; left: number; top: number } | null = null;
  let from: Point = { x: 0, y: 0 };
  let holding: number | null = null; // the pointer pressed here, and not for a tool

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === "touch" || tool.peek()) return;
    if ((event.target as Element).closest("button")) return;
    const box = scroller.getBoundingClientRect();
    if (event.clientX > box.left + scroller.clientWidth || event.clientY > box.top + scroller.clientHeight) return;
    const leaf = stage.leafAt(event.clientX, event.clientY);
    from = { x: event.clientX, y: event.clientY };
    const end = leaf ? endAt(leaf, event.clientX, event.clientY) : null;
    event.preventDefault();
    scroller.focus({ preventScroll: true });
    scroller.setPointerCapture(event.pointerId);
    holding = event.pointerId;
    if (event.shiftKey && anchor && end) return select(anchor, end);
    clearSelection();
    anchor = end;
    pan = end ? null : { x: event.clientX, y: event.clientY, left: scroller.scrollLeft, top: scroller.scrollTop };
  };

  const move = (event: PointerEvent) => {
    if (holding !== event.pointerId) return hover(event);
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < SLIP) return;
    if (pan) {
      scroller.scrollLeft = pan.left + pan.x - event.clientX;
      scroller.scrollTop = pan.top + pan.y - event.clientY;
      events.moved();
    } else if (anchor) {
      const leaf = stage.leafAt(event.clientX, event.clientY) ?? anchor.leaf;
      const end = endAt(leaf, event.clientX, event.clientY, true);
      if (end) select(anchor, end);
    }
  };

  const hover = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const leaf = stage.leafAt(event.clientX, event.clientY);
    const words = leaf && endAt(leaf, event.clientX, event.clientY);
    scroller.classList.toggle("stage--words", Boolean(words));
  };

  const up = (event: PointerEvent) => {
    if (holding !== event.pointerId) return;
    scroller.releasePointerCapture(event.pointerId);
    holding = pan = null;
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) >= SLIP) return;
    const leaf = stage.leafAt(event.clientX, event.clientY) ?? null;
    events.pressed(leaf, leaf ? leaf.pointAt(event.clientX, event.clientY) : { x: 0, y: 0 });
  };

  /** Twice takes the word, three times the line. */
  const clicked = (event: MouseEvent) => {
    if (event.detail < 2 || tool.peek()) return;
    const leaf = stage.leafAt(event.clientX, event.clientY);
    const end = leaf && endAt(leaf, event.clientX, event.clientY);
    if (!leaf || !end) return;
    anchor = end;
    const word = wordUnder(end);
    const last = (leaf.lines.peek()?.[word.line]?.words.length ?? 1) - 1;
    if (event.detail === 2) selectWords(leaf, word, word);
    else selectWords(leaf, { line: word.line, word: 0 }, { line: word.line, word: last });
  };

  scroller.addEventListener("pointerdown", down);
  scroller.addEventListener("pointermove", move);
  scroller.addEventListener("pointerup", up);
  scroller.addEventListener("pointercancel", () => (holding = pan = null));
  scroller.addEventListener("click", clicked);
  scroller.addEventListener("mousedown", (event) => (event.target as Element).closest("button") || event.preventDefault());
  document.addEventListener("selectionchange", () => readSelection(stage.leaves.values()));
}

