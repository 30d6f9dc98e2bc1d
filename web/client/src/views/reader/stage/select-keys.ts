/** Selecting words with the keys: arrows move by word and line, Shift extends, Escape ends. What is selected is said aloud. */
import { effect } from "@preact/signals";
import { lineFrom, wordFrom, type WordPlace } from "../../../core/words";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { selectedText, selecting } from "../../../state/selection";
import type { Leaf } from "./leaf";
import { clearSelection, readSelection, selectWords } from "./select";
import type { Stage } from "./stage";

type Step = (leaf: Leaf, place: WordPlace) => WordPlace;

const lines = (leaf: Leaf) => leaf.lines.peek() ?? [];
const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: (leaf, place) => wordFrom(lines(leaf), place, 1),
  ArrowLeft: (leaf, place) => wordFrom(lines(leaf), place, -1),
  ArrowDown: (leaf, place) => lineFrom(lines(leaf), place, 1),
  ArrowUp: (leaf, place) => lineFrom(lines(leaf), place, -1),
};

export function selectingByKeys(stage: Stage, reading: () => Leaf | undefined): void {
  let leaf: Leaf | undefined;
  let anchor: WordPlace = { line: 0, word: 0 };
  let focus = anchor;

  const show = () => {
    if (!leaf) return;
    selectWords(leaf, anchor, focus);
    readSelection(stage.leaves.values());
    leaf.element.querySelectorAll(".leaf__line")[focus.line]?.scrollIntoView({ block: "nearest" });
    say(selectedText());
  };

  effect(() => {
    if (!selecting.value) return;
    leaf = reading();
    const first = leaf ? lines(leaf).findIndex((line) => line.words.length > 0) : -1;
    if (first < 0) {
      selecting.value = false;
      say(t("reader.no_words"));
      return;
    }
    anchor = focus = { line: first, word: 0 };
    show();
  });

  addEventListener("keydown", (event) => {
    if (!selecting.peek() || !leaf?.element.isConnected || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (event.key === "Escape") {
      selecting.value = false;
      clearSelection();
    } else if (step) {
      focus = step(leaf, focus);
      if (!event.shiftKey) anchor = focus;
      show();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
