/** The browser's own selection, driven by where the words stand and read back as words.
 *
 * A browser picks what lies nearest in the document; on a page what lies nearest to the eye is wanted. Copying and reading aloud
 * still work, for the selection itself stays the browser's. */
import { nearest, pointsOf, quadsOf, quoteOf, spanBetween, spanOf, wordAt, type TextPoint, type WordPlace } from "../../../core/words";
import type { Target } from "../../../state/marks";
import { selected, selectedAt } from "../../../state/selection";
import type { Leaf } from "./leaf";

export interface End {
  readonly leaf: Leaf;
  readonly point: TextPoint;
}

const NEAR = 0.06; // of the page's width: further from any words than this, the mouse moves the page

/** The place in a leaf's text a point of the window means; `reach` lets it lie far from the words. */
export function endAt(leaf: Leaf, x: number, y: number, reach = false): End | null {
  const at = leaf.pointAt(x, y);
  const found = nearest(leaf.lines.peek() ?? [], at.x, at.y);
  return found && (reach || found.distance < NEAR) ? { leaf, point: found.point } : null;
}

/** Selects between two places, by letters or by whole words. */
export function select(from: End, to: End): void {
  const a = from.leaf.lineNodes[from.point.line];
  const b = to.leaf.lineNodes[to.point.line];
  if (!a || !b) return;
  getSelection()?.setBaseAndExtent(a, Math.min(from.point.offset, a.length), b, Math.min(to.point.offset, b.length));
}

/** Selects words of one leaf, both ends included. */
export function selectWords(leaf: Leaf, from: WordPlace, to: WordPlace): void {
  const [start, end] = pointsOf(leaf.lines.peek() ?? [], spanOf(from, to));
  select({ leaf, point: start }, { leaf, point: end });
}

export function wordUnder({ leaf, point }: End): WordPlace {
  const line = leaf.lines.peek()?.[point.line];
  return { line: point.line, word: line ? wordAt(line, point.offset) : 0 };
}

/** Reads the selection back: the words on each leaf it touches. */
export function readSelection(leaves: Iterable<Leaf>): void {
  const selection = getSelection();
  const range = selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const targets = range ? [...leaves].sort((a, b) => a.index - b.index).map((leaf) => targetOn(leaf, range)) : [];
  const found = targets.filter((target) => target !== null);
  if (found.length === 0 && selected.peek().length === 0) return;
  selected.value = found;
  const box = range?.getClientRects();
  const last = box?.[box.length - 1];
  selectedAt.value = found.length > 0 && last ? { x: last.right, y: last.bottom } : null;
}

function targetOn(leaf: Leaf, range: Range): Target | null {
  const lines = leaf.lines.peek();
  if (!lines || !range.intersectsNode(leaf.element)) return null;
  const touched = leaf.lineNodes.map((node, line) => ({ node, line })).filter(({ node }) => range.intersectsNode(node));
  const [first, last] = [touched[0], touched[touched.length - 1]];
  if (!first || !last) return null;
  const from = { line: first.line, offset: first.node === range.startContainer ? range.startOffset : 0 };
  const to = { line: last.line, offset: last.node === range.endContainer ? range.endOffset : last.node.length };
  const span = spanBetween(lines, from, to);
  return span && { page: leaf.page, quads: quadsOf(lines, span), quote: quoteOf(lines, span) };
}

export function clearSelection(): void {
  getSelection()?.removeAllRanges();
}
