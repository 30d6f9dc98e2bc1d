/** Ties the stage to the reader's state: what it shows, where it is, and what it tells. */
import { effect, untracked } from "@preact/signals";
import type { Mark } from "../../api/shapes";
import { under } from "../../core/marks";
import { current, pages } from "../../state/bundle";
import { closeUp, turned } from "../../state/court-view";
import { onPages, pointed } from "../../state/marks";
import { onMove, ownMove, scrolledTo, turn } from "../../state/navigation";
import { side } from "../../state/panels";
import { mode, zoom } from "../../state/preferences";
import { selectedText } from "../../state/selection";
import { onStage } from "./commands";
import { drawing } from "./stage/draw-tool";
import { dress } from "./stage/dress";
import { pointing } from "./stage/pointer";
import { selectingByKeys } from "./stage/select-keys";
import { Stage } from "./stage/stage";
import { touching } from "./stage/touch";

function openMark(mark: Mark): void {
  pointed.value = mark.id;
  side.value = "notes";
}

/** Puts the stage into its element; the answer is for when it goes. */
export function mount(scroller: HTMLElement): () => void {
  const stage = new Stage(
    scroller,
    { scrolledTo, dressed: (leaf) => untracked(() => dress(leaf, openMark)) },
    { pages: pages.peek(), mode: mode.peek(), zoom: zoom.peek(), turned: turned.peek(), closeUp: closeUp.peek() },
  );
  const reading = () => stage.leaves.get(current.peek());
  onStage(stage);
  onMove(({ index, quad }) => stage.goTo(index, quad));
  stage.goTo(current.peek());
  pointing(stage, { pressed: (leaf, at) => press(leaf?.page ?? null, at), moved: ownMove });
  touching(stage, {
    moved: ownMove,
    zoomed: (fresh, x, y) => {
      stage.zoomAt(fresh, x, y);
      zoom.value = fresh;
    },
    percent: () => stage.percentOf(current.peek()),
    turned: turn,
    single: () => mode.peek() === "single",
  });
  scroller.addEventListener("copy", (event) => {
    const words = selectedText(); // the browser's own text would run the lines of a page together
    if (words === "") return;
    event.clipboardData?.setData("text/plain", words);
    event.preventDefault();
  });
  drawing(stage, reading);
  selectingByKeys(stage, reading);
  const stop = effect(() =>
    stage.become({ pages: pages.value, mode: mode.value, zoom: zoom.value, turned: turned.value, closeUp: closeUp.value }),
  );
  if (document.activeElement === document.body) scroller.focus({ preventScroll: true });
  return stop;
}

function press(page: string | null, at: { x: number; y: number }): void {
  const mark = page === null ? undefined : under(onPages.peek().get(page) ?? [], at);
  if (mark) openMark(mark);
  else pointed.value = null;
}
