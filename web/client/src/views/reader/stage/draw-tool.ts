/** Drawing a rectangle on a page three ways: drag it, press two corners, or with the keys (arrows move, Enter sets a corner). */
import { effect } from "@preact/signals";
import { meant, quadBetween, type Point } from "../../../core/geometry";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { tool } from "../../../state/selection";
import type { Leaf } from "./leaf";
import type { Stage } from "./stage";

interface Drawing {
  readonly leaf: Leaf;
  readonly from: Point;
  /** The first corner was pressed and let go: the next press is the second. */
  readonly set: boolean;
}

const STEP = 0.01;
const STRIDE = 0.08;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 },
};

/** `reading` names the leaf the keys draw on. */
export function drawing(stage: Stage, reading: () => Leaf | undefined): void {
  const { scroller } = stage;
  let drawn: Drawing | null = null;
  let cross: { leaf: Leaf; at: Point } | null = null;

  const show = (leaf: Leaf, from: Point, to: Point) => leaf.draw("chosen", [{ look: "shape shape--drawn", quads: [quadBetween(from, to)] }]);
  const showCross = () => {
    if (!cross) return;
    const { leaf, at } = cross;
    if (drawn) show(leaf, drawn.from, at);
    else leaf.draw("chosen", [{ look: "shape shape--cross", quads: [quadBetween(at, at)] }]);
  };
  const finish = (leaf: Leaf, to: Point) => {
    const quad = drawn && quadBetween(drawn.from, to);
    const done = tool.peek()?.drawn;
    leaf.draw("chosen", []);
    drawn = cross = null;
    tool.value = null;
    if (quad && meant(quad)) done?.(leaf.page, quad);
  };

  scroller.addEventListener("pointerdown", (event) => {
    if (!tool.peek() || event.button !== 0) return;
    event.preventDefault();
    const leaf = drawn?.set ? drawn.leaf : stage.leafAt(event.clientX, event.clientY);
    if (!leaf) return;
    scroller.setPointerCapture(event.pointerId);
    const at = leaf.pointAt(event.clientX, event.clientY);
    if (drawn?.set) finish(leaf, at);
    else drawn = { leaf, from: at, set: false };
  });
  scroller.addEventListener("pointermove", (event) => {
    if (drawn && !cross) show(drawn.leaf, drawn.from, drawn.leaf.pointAt(event.clientX, event.clientY));
  });
  scroller.addEventListener("pointerup", (event) => {
    if (!drawn || drawn.set || !tool.peek()) return;
    const at = drawn.leaf.pointAt(event.clientX, event.clientY);
    if (meant(quadBetween(drawn.from, at))) finish(drawn.leaf, at);
    else {
      drawn = { ...drawn, set: true };
      say(t("reader.tool.corner"));
    }
  });

  addEventListener("keydown", (event) => {
    if (!tool.peek() || !cross) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const by = event.shiftKey ? STRIDE : STEP;
      const { x, y } = cross.at;
      cross = { ...cross, at: { x: within(x + arrow.x * by), y: within(y + arrow.y * by) } };
      showCross();
    } else if (event.key === "Enter") {
      if (drawn) finish(cross.leaf, cross.at);
      else {
        drawn = { leaf: cross.leaf, from: cross.at, set: true };
        say(t("reader.tool.corner"));
      }
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });

  effect(() => {
    scroller.classList.toggle("stage--drawing", tool.value !== null);
    const leaf = reading();
    if (tool.value && leaf) {
      cross = { leaf, at: { x: 0.25, y: 0.25 } };
      showCross();
      say(t("reader.tool.begin"));
    } else if (!tool.value) {
      (drawn?.leaf ?? cross?.leaf)?.draw("chosen", []);
      drawn = cross = null;
    }
  });
}

const within = (value: number): number => Math.min(Math.max(value, 0), 1);
