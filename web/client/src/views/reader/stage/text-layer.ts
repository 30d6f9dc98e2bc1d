/** A page's words as real text over its picture: to select, to find, and to be read out. Drawn at a fixed size and scaled as a
 *  whole, so that zooming changes one number. */
import type { Size } from "../../../core/pages";
import { around, lineText, type Line } from "../../../core/words";

/** The width the layer is laid out at. */
export const LAID_OUT = 1000;
const FONT = "sans-serif";
const measure = document.createElement("canvas").getContext("2d");

/** Fills `layer` with one element a line and returns their text nodes, by line. */
export function layOut(layer: HTMLElement, lines: readonly Line[], size: Size): Text[] {
  const tall = (LAID_OUT * size.height) / size.width;
  const nodes: Text[] = [];
  const fresh = document.createDocumentFragment();
  for (const line of lines) {
    const node = document.createTextNode(lineText(line));
    nodes.push(node);
    const element = document.createElement("div");
    element.className = "leaf__line";
    element.append(node);
    if (line.boxes.length > 0) fit(element, node.data, around(line.boxes), tall);
    fresh.append(element);
  }
  layer.replaceChildren(fresh);
  return nodes;
}

function fit(element: HTMLElement, text: string, box: { x0: number; y0: number; x1: number; y1: number }, tall: number): void {
  const height = Math.max((box.y1 - box.y0) * tall, 1);
  const width = (box.x1 - box.x0) * LAID_OUT;
  const { style } = element;
  style.left = `${box.x0 * LAID_OUT}px`;
  style.top = `${box.y0 * tall}px`;
  style.fontSize = style.lineHeight = `${height}px`;
  if (!measure || text === "") return;
  measure.font = `${height}px ${FONT}`;
  const natural = measure.measureText(text).width;
  if (natural > 0) style.transform = `scaleX(${width / natural})`;
}
