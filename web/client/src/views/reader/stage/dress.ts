/** What is drawn on a leaf, kept true while it stands on the stage: marks, hits, the selection, and what the court is shown. */
import { effect } from "@preact/signals";
import { hitsOn } from "../../../core/hits";
import type { Mark } from "../../../api/shapes";
import { following } from "../../../state/hearing";
import { t } from "../../../state/language";
import { onPages, pointed } from "../../../state/marks";
import { chosen, hits, terms } from "../../../state/search";
import { selected, tool } from "../../../state/selection";
import { LAYER_WORDS } from "../words";
import type { Leaf, Shape } from "./leaf";

const NONE: readonly Mark[] = [];

/** Begins dressing a leaf. `open` shows a mark's words. The answer stops. */
export function dress(leaf: Leaf, open: (mark: Mark) => void): () => void {
  const stops = [
    effect(() => leaf.call(t("reader.page", { label: leaf.label }))),
    effect(() => {
      const standing = onPages.value.get(leaf.page) ?? NONE;
      leaf.draw("marks", standing.map((mark) => shapeOf(mark, mark.id === pointed.value)));
      leaf.pins.replaceChildren(...standing.filter((mark) => mark.body !== "" || mark.kind === "note").map((mark) => pin(mark, open)));
    }),
    effect(() => {
      const found = hitsOn(leaf.lines.value ?? [], terms.value);
      const here = hits.value[chosen.value]?.page === leaf.page;
      leaf.draw("hits", [{ look: here ? "shape shape--hit shape--here" : "shape shape--hit", quads: found }]);
    }),
    effect(() => {
      if (tool.value) return;
      const mine = selected.value.find((target) => target.page === leaf.page);
      leaf.draw("chosen", mine ? [{ look: "shape shape--selected", quads: mine.quads }] : []);
    }),
    effect(() => {
      const { on, away, shown } = following.value;
      const quad = on && !away && shown?.page === leaf.page ? (shown.callout ?? shown.region) : null;
      leaf.draw("court", quad ? [{ look: shown?.callout ? "shape shape--call-out" : "shape shape--region", quads: [quad] }] : []);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function shapeOf(mark: Mark, here: boolean): Shape {
  const look = ["shape", `shape--${mark.kind}`, `shape--${mark.colour}`, `shape--${mark.layer}`, here ? "shape--here" : ""];
  return { look: look.join(" ").trim(), quads: mark.quads };
}

/** A small button in the margin where a mark has words to read. Notes on the page as a whole stand at its top. */
function pin(mark: Mark, open: (mark: Mark) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `pin pin--${mark.layer}`;
  button.ariaLabel = t("reader.pin", { author: mark.author, layer: LAYER_WORDS[mark.layer](), body: mark.body.slice(0, 200) });
  button.title = mark.body.slice(0, 400);
  button.style.top = `${(mark.quads[0]?.y0 ?? 0.04) * 100}%`;
  button.addEventListener("click", () => open(mark));
  return button;
}
